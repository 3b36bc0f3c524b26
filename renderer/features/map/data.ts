/** The base map's data, loaded when a map is first shown and kept: nothing of it is part of what the window starts with. */
import coarseUrl from 'world-atlas/countries-50m.json?url';
import fineUrl from 'world-atlas/countries-10m.json?url';
import { countryNames, language, locale } from '../../api/index.js';
import { baseMapOf, type BaseMap, type Topology } from './base-map.js';
import { CityIndex, parseCities } from './cities.js';

/** The data's names are English. */
function namesToShow(): (id: string | undefined, english: string) => string {
  if (language === 'en') return (_, english) => english;
  const nameOf = countryNames(locale);
  return (id, english) => {
    const region = id === undefined ? undefined : new Intl.Locale(`und-${id}`).region;
    return region === undefined ? english : nameOf(region);
  };
}

async function load(url: string): Promise<BaseMap> {
  const answer = await fetch(url);
  return baseMapOf((await answer.json()) as Topology, namesToShow());
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

export const coarseMap = once(() => load(coarseUrl));
export const fineMap = once(() => load(fineUrl));
export const cityIndex = once(async () => {
  const { cities } = await import('virtual:keepsight-cities');
  return new CityIndex(parseCities(cities));
});
