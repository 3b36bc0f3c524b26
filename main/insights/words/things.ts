/** COCO's words for things, one and several of them, in each language; without people, who are counted otherwise. */
import type { Language } from '../../../preload/contract/language.js';

interface ThingWords {
  /** With its article: `a dog`. */
  readonly one: string;
  readonly many: string;
}

/** `label: English one / English many / German one / German many`; a line each, after COCO's own order. */
const table = `
bicycle: a bicycle / bicycles / ein Fahrrad / Fahrräder
car: a car / cars / ein Auto / Autos
motorcycle: a motorcycle / motorcycles / ein Motorrad / Motorräder
airplane: an aeroplane / aeroplanes / ein Flugzeug / Flugzeuge
bus: a bus / buses / ein Bus / Busse
train: a train / trains / ein Zug / Züge
truck: a lorry / lorries / ein Lastwagen / Lastwagen
boat: a boat / boats / ein Boot / Boote
traffic light: a traffic light / traffic lights / eine Ampel / Ampeln
fire hydrant: a fire hydrant / fire hydrants / ein Hydrant / Hydranten
stop sign: a stop sign / stop signs / ein Stoppschild / Stoppschilder
parking meter: a parking meter / parking meters / eine Parkuhr / Parkuhren
bench: a bench / benches / eine Bank / Bänke
bird: a bird / birds / ein Vogel / Vögel
cat: a cat / cats / eine Katze / Katzen
dog: a dog / dogs / ein Hund / Hunde
horse: a horse / horses / ein Pferd / Pferde
sheep: a sheep / sheep / ein Schaf / Schafe
cow: a cow / cows / eine Kuh / Kühe
elephant: an elephant / elephants / ein Elefant / Elefanten
bear: a bear / bears / ein Bär / Bären
zebra: a zebra / zebras / ein Zebra / Zebras
giraffe: a giraffe / giraffes / eine Giraffe / Giraffen
backpack: a backpack / backpacks / ein Rucksack / Rucksäcke
umbrella: an umbrella / umbrellas / ein Schirm / Schirme
handbag: a handbag / handbags / eine Handtasche / Handtaschen
tie: a tie / ties / eine Krawatte / Krawatten
suitcase: a suitcase / suitcases / ein Koffer / Koffer
frisbee: a frisbee / frisbees / eine Frisbeescheibe / Frisbeescheiben
skis: skis / pairs of skis / Skier / Paar Skier
snowboard: a snowboard / snowboards / ein Snowboard / Snowboards
sports ball: a ball / balls / ein Ball / Bälle
kite: a kite / kites / ein Drachen / Drachen
baseball bat: a baseball bat / baseball bats / ein Baseballschläger / Baseballschläger
baseball glove: a baseball glove / baseball gloves / ein Baseballhandschuh / Baseballhandschuhe
skateboard: a skateboard / skateboards / ein Skateboard / Skateboards
surfboard: a surfboard / surfboards / ein Surfbrett / Surfbretter
tennis racket: a tennis racket / tennis rackets / ein Tennisschläger / Tennisschläger
bottle: a bottle / bottles / eine Flasche / Flaschen
wine glass: a wine glass / wine glasses / ein Weinglas / Weingläser
cup: a cup / cups / eine Tasse / Tassen
fork: a fork / forks / eine Gabel / Gabeln
knife: a knife / knives / ein Messer / Messer
spoon: a spoon / spoons / ein Löffel / Löffel
bowl: a bowl / bowls / eine Schüssel / Schüsseln
banana: a banana / bananas / eine Banane / Bananen
apple: an apple / apples / ein Apfel / Äpfel
sandwich: a sandwich / sandwiches / ein belegtes Brot / belegte Brote
orange: an orange / oranges / eine Orange / Orangen
broccoli: broccoli / pieces of broccoli / Brokkoli / Stück Brokkoli
carrot: a carrot / carrots / eine Karotte / Karotten
hot dog: a hot dog / hot dogs / ein Hotdog / Hotdogs
pizza: a pizza / pizzas / eine Pizza / Pizzen
donut: a doughnut / doughnuts / ein Donut / Donuts
cake: a cake / cakes / ein Kuchen / Kuchen
chair: a chair / chairs / ein Stuhl / Stühle
couch: a sofa / sofas / ein Sofa / Sofas
potted plant: a potted plant / potted plants / eine Topfpflanze / Topfpflanzen
bed: a bed / beds / ein Bett / Betten
dining table: a table / tables / ein Tisch / Tische
toilet: a toilet / toilets / eine Toilette / Toiletten
tv: a screen / screens / ein Bildschirm / Bildschirme
laptop: a laptop / laptops / ein Laptop / Laptops
mouse: a computer mouse / computer mice / eine Computermaus / Computermäuse
remote: a remote control / remote controls / eine Fernbedienung / Fernbedienungen
keyboard: a keyboard / keyboards / eine Tastatur / Tastaturen
cell phone: a phone / phones / ein Telefon / Telefone
microwave: a microwave / microwaves / eine Mikrowelle / Mikrowellen
oven: an oven / ovens / ein Ofen / Öfen
toaster: a toaster / toasters / ein Toaster / Toaster
sink: a basin / basins / ein Waschbecken / Waschbecken
refrigerator: a fridge / fridges / ein Kühlschrank / Kühlschränke
book: a book / books / ein Buch / Bücher
clock: a clock / clocks / eine Uhr / Uhren
vase: a vase / vases / eine Vase / Vasen
scissors: scissors / pairs of scissors / eine Schere / Scheren
teddy bear: a teddy bear / teddy bears / ein Teddybär / Teddybären
hair drier: a hair dryer / hair dryers / ein Föhn / Föhne
toothbrush: a toothbrush / toothbrushes / eine Zahnbürste / Zahnbürsten`;

/** Detectors call some things otherwise. */
const alsoCalled: Readonly<Record<string, string>> = {
  aeroplane: 'airplane',
  motorbike: 'motorcycle',
  sofa: 'couch',
  pottedplant: 'potted plant',
  diningtable: 'dining table',
  tvmonitor: 'tv',
  television: 'tv',
  phone: 'cell phone',
  'mobile phone': 'cell phone',
  doughnut: 'donut',
  fridge: 'refrigerator',
};

const words: ReadonlyMap<string, Readonly<Record<Language, ThingWords>>> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [label = '', rest = ''] = line.split(': ');
      const [one = '', many = '', einer = '', mehrere = ''] = rest.split(' / ');
      return [label, { en: { one, many }, de: { one: einer, many: mehrere } }];
    }),
);

/** Null for a word that is none of these: it is not said. */
export function thingWords(label: string, language: Language): ThingWords | null {
  const name = alsoCalled[label] ?? label;
  return words.get(name)?.[language] ?? null;
}

/** All labels that there are words for. */
export const thingLabels: readonly string[] = [...words.keys()];

/** What rooms and tables are full of: seen, but nobody looks for photos by it. */
const commonplace: ReadonlySet<string> = new Set(
  `bench, backpack, umbrella, handbag, tie, suitcase, bottle, wine glass, cup, fork, knife, spoon, bowl, chair, couch, potted plant,
   bed, dining table, toilet, tv, laptop, mouse, remote, keyboard, cell phone, microwave, oven, toaster, sink, refrigerator, clock,
   vase, scissors, hair drier, toothbrush, traffic light, fire hydrant, stop sign, parking meter`
    .split(',')
    .map((label) => label.trim()),
);

/** The tag that is suggested for it: the noun alone; null for what makes no good tag. */
export function thingTag(label: string, language: Language): string | null {
  const name = alsoCalled[label] ?? label;
  const found = commonplace.has(name) ? undefined : words.get(name)?.[language];
  if (found === undefined) return null;
  const noun = found.one.replace(/^(a|an|ein|eine) /, '');
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}
