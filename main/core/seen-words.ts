/** Words for what a look at a photo finds: COCO's objects in their order, and what searches know all of it by. Pure. */
import { claims } from './claims.js';
import { facesOfPeople, peopleIn } from './people.js';
import type { ColourName, SeenInPhoto } from './seen.js';

/** In the order of the model's numbers, each with its German word. */
const objectWords = [
  ['person', 'Mensch Person'],
  ['bicycle', 'Fahrrad'],
  ['car', 'Auto'],
  ['motorcycle', 'Motorrad'],
  ['airplane', 'Flugzeug'],
  ['bus', 'Bus'],
  ['train', 'Zug Eisenbahn'],
  ['truck', 'Lastwagen'],
  ['boat', 'Boot Schiff'],
  ['traffic light', 'Ampel'],
  ['fire hydrant', 'Hydrant'],
  ['stop sign', 'Stoppschild'],
  ['parking meter', 'Parkuhr'],
  ['bench', 'Bank Sitzbank'],
  ['bird', 'Vogel'],
  ['cat', 'Katze'],
  ['dog', 'Hund'],
  ['horse', 'Pferd'],
  ['sheep', 'Schaf'],
  ['cow', 'Kuh'],
  ['elephant', 'Elefant'],
  ['bear', 'Bär'],
  ['zebra', 'Zebra'],
  ['giraffe', 'Giraffe'],
  ['backpack', 'Rucksack'],
  ['umbrella', 'Regenschirm Schirm'],
  ['handbag', 'Handtasche'],
  ['tie', 'Krawatte'],
  ['suitcase', 'Koffer'],
  ['frisbee', 'Frisbee'],
  ['skis', 'Ski'],
  ['snowboard', 'Snowboard'],
  ['sports ball', 'Ball'],
  ['kite', 'Drachen'],
  ['baseball bat', 'Baseballschläger'],
  ['baseball glove', 'Baseballhandschuh'],
  ['skateboard', 'Skateboard'],
  ['surfboard', 'Surfbrett'],
  ['tennis racket', 'Tennisschläger'],
  ['bottle', 'Flasche'],
  ['wine glass', 'Weinglas'],
  ['cup', 'Tasse'],
  ['fork', 'Gabel'],
  ['knife', 'Messer'],
  ['spoon', 'Löffel'],
  ['bowl', 'Schüssel'],
  ['banana', 'Banane'],
  ['apple', 'Apfel'],
  ['sandwich', 'Sandwich'],
  ['orange', 'Orange Apfelsine'],
  ['broccoli', 'Brokkoli'],
  ['carrot', 'Karotte Möhre'],
  ['hot dog', 'Hotdog'],
  ['pizza', 'Pizza'],
  ['donut', 'Donut'],
  ['cake', 'Kuchen Torte'],
  ['chair', 'Stuhl'],
  ['couch', 'Sofa'],
  ['potted plant', 'Topfpflanze'],
  ['bed', 'Bett'],
  ['dining table', 'Tisch Esstisch'],
  ['toilet', 'Toilette'],
  ['tv', 'Fernseher Bildschirm'],
  ['laptop', 'Laptop'],
  ['mouse', 'Computermaus'],
  ['remote', 'Fernbedienung'],
  ['keyboard', 'Tastatur'],
  ['cell phone', 'Handy Telefon'],
  ['microwave', 'Mikrowelle'],
  ['oven', 'Ofen Herd'],
  ['toaster', 'Toaster'],
  ['sink', 'Spüle Waschbecken'],
  ['refrigerator', 'Kühlschrank'],
  ['book', 'Buch'],
  ['clock', 'Uhr'],
  ['vase', 'Vase'],
  ['scissors', 'Schere'],
  ['teddy bear', 'Teddybär'],
  ['hair drier', 'Föhn'],
  ['toothbrush', 'Zahnbürste'],
] as const;

export const objectLabels: readonly string[] = objectWords.map(([english]) => english);

const germanOfObject: ReadonlyMap<string, string> = new Map(objectWords);

const germanOfColour: Readonly<Record<ColourName, string>> = {
  black: 'schwarz',
  grey: 'gray grau',
  white: 'weiß',
  brown: 'braun',
  red: 'rot',
  orange: 'orange',
  yellow: 'gelb',
  green: 'grün',
  cyan: 'türkis',
  blue: 'blau',
  purple: 'lila violett',
  pink: 'rosa pink',
};

const mostColours = 3;

/** What a search finds a photo by, in English and German. */
export interface SeenWords {
  readonly writing: readonly string[];
  readonly objects: readonly string[];
  readonly colours: readonly string[];
}

export function searchWordsOf(seen: Pick<SeenInPhoto, 'objects' | 'faces' | 'texts' | 'colours'>): SeenWords {
  const labels = new Set(
    seen.objects
      .filter(({ label, score }) => label !== 'person' && score >= claims.object.sure)
      .map(({ label }) => label),
  );
  if (peopleIn(seen) !== null) labels.add('person');
  const hasFace = facesOfPeople(seen).some(({ score }) => score >= claims.face.sure);
  const faces = hasFace ? ['face', 'Gesicht'] : [];
  return {
    writing: seen.texts.filter(({ score }) => score >= claims.text.searched).map(({ text }) => text),
    objects: [...[...labels].flatMap((label) => [label, germanOfObject.get(label) ?? '']), ...faces],
    colours: seen.colours
      .slice(0, mostColours)
      .filter(({ share }) => share >= claims.colour.listed)
      .flatMap(({ name }) => [name, germanOfColour[name]]),
  };
}
