/**
 * German names of towns and regions that GeoNames has in English or in the language of the country, by country. Those that are
 * the same in German, or hardly used, are left out.
 */
const table = `
AT: Vienna=Wien, Carinthia=Kärnten, Lower Austria=Niederösterreich, Upper Austria=Oberösterreich, Styria=Steiermark, Tyrol=Tirol
BE: Brussels=Brüssel, Antwerp=Antwerpen, Brugge=Brügge, Bruges=Brügge, Ghent=Gent, Liège=Lüttich, Leuven=Löwen, Oostende=Ostende
CH: Genève=Genf, Geneva=Genf, Zurich=Zürich, Lucerne=Luzern, Neuchâtel=Neuenburg, Sion=Sitten, Fribourg=Freiburg im Üechtland, Vaud=Waadt, Valais=Wallis, Ticino=Tessin, Grisons=Graubünden
CN: Beijing=Peking, Guangzhou=Kanton
CU: Havana=Havanna
CY: Nicosia=Nikosia
CZ: Prague=Prag, Brno=Brünn, Plzeň=Pilsen, Karlovy Vary=Karlsbad, České Budějovice=Budweis, Ostrava=Ostrau
DE: Munich=München, Nuremberg=Nürnberg, Cologne=Köln, Brunswick=Braunschweig, Bavaria=Bayern, Lower Saxony=Niedersachsen, North Rhine-Westphalia=Nordrhein-Westfalen, Rhineland-Palatinate=Rheinland-Pfalz, Hesse=Hessen, Saxony=Sachsen, Saxony-Anhalt=Sachsen-Anhalt, Thuringia=Thüringen
DK: Århus=Aarhus, Copenhagen=Kopenhagen, København=Kopenhagen
DZ: Algiers=Algier
EG: Cairo=Kairo
ES: Seville=Sevilla, Zaragoza=Saragossa
FR: Nice=Nizza, Strasbourg=Straßburg, Dunkerque=Dünkirchen, Dunkirk=Dünkirchen, Mulhouse=Mülhausen
GB: Scotland=Schottland, Northern Ireland=Nordirland
GR: Athens=Athen, Thessaloníki=Thessaloniki, Piraeus=Piräus, Corfu=Korfu, Ródos=Rhodos, Irákleion=Heraklion
IN: New Delhi=Neu-Delhi, Kolkata=Kalkutta
IQ: Baghdad=Bagdad
IR: Tehran=Teheran
IT: Rome=Rom, Milan=Mailand, Venice=Venedig, Florence=Florenz, Naples=Neapel, Genoa=Genua, Padova=Padua, Bolzano=Bozen, Merano=Meran, Siracusa=Syrakus, Syracuse=Syrakus
JP: Tokyo=Tokio
LU: Luxembourg=Luxemburg
LY: Tripoli=Tripolis
MX: Mexico City=Mexiko-Stadt
NL: The Hague=Den Haag, Nijmegen=Nimwegen
PL: Warsaw=Warschau, Kraków=Krakau, Wrocław=Breslau, Gdańsk=Danzig, Poznań=Posen, Szczecin=Stettin
PT: Lisbon=Lissabon
RO: Bucharest=Bukarest, Sibiu=Hermannstadt, Braşov=Kronstadt
RS: Belgrade=Belgrad
RU: Moscow=Moskau, Saint Petersburg=Sankt Petersburg, Kazan=Kasan, Novosibirsk=Nowosibirsk, Vladivostok=Wladiwostok
SA: Riyadh=Riad, Mecca=Mekka, Makkah=Mekka, Madinah=Medina
SE: Gothenburg=Göteborg
SY: Damascus=Damaskus
UA: Kyiv=Kiew, Lviv=Lwiw, Odesa=Odessa, Kharkiv=Charkiw
US: New York City=New York, California=Kalifornien
UZ: Tashkent=Taschkent
VA: Vatican City=Vatikanstadt
VN: Ho Chi Minh City=Ho-Chi-Minh-Stadt
ZA: Cape Town=Kapstadt`;

const names = new Map(
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const country = line.slice(0, 2);
      return line
        .slice(4)
        .split(', ')
        .map((pair): [string, string] => {
          const [name = '', german = ''] = pair.split('=');
          return [`${country} ${name}`, german];
        });
    }),
);

/** As it is where there is no German name. */
export function germanName(countryCode: string, name: string): string {
  return names.get(`${countryCode} ${name}`) ?? name;
}
