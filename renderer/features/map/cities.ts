/** Towns of the world, the largest first (GeoNames, CC BY 4.0). */
import { kilometresBetween, worldX, worldY } from './mercator.js';

export interface City {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly population: number;
  readonly x: number;
  readonly y: number;
}

export interface Nearest {
  readonly city: City;
  readonly kilometres: number;
}

/** Degrees of the squares by which the nearest are found. */
const squareDegrees = 2;
const columns = 360 / squareDegrees;

/** One a line: name, latitude and longitude in thousandths of a degree, inhabitants; the largest first. */
export function parseCities(table: string): readonly City[] {
  return table.split('\n').map((line) => {
    const [name = '', lat = '0', lon = '0', population = '0'] = line.split('\t');
    const latitude = Number(lat) / 1000;
    const longitude = Number(lon) / 1000;
    return { name, latitude, longitude, population: Number(population), x: worldX(longitude), y: worldY(latitude) };
  });
}

export class CityIndex {
  readonly cities: readonly City[];
  readonly #squares = new Map<number, City[]>();

  constructor(cities: readonly City[]) {
    this.cities = cities;
    for (const city of cities) {
      const square = squareOf(rowOf(city.latitude), columnOf(city.longitude));
      const there = this.#squares.get(square);
      if (there === undefined) this.#squares.set(square, [city]);
      else there.push(city);
    }
  }

  /** Null where there is none within so many kilometres. */
  nearest(latitude: number, longitude: number, most: number): Nearest | null {
    // A degree of latitude is 111 km everywhere, one of longitude less.
    const rows = Math.ceil(most / 111 / squareDegrees);
    const wide = Math.max(0.02, Math.cos((Math.min(89, Math.abs(latitude) + most / 111) * Math.PI) / 180));
    const reach = Math.min(columns / 2, Math.ceil(most / 111 / wide / squareDegrees));
    let best: Nearest | null = null;
    for (let row = -rows; row <= rows; row += 1) {
      for (let column = -reach; column <= reach; column += 1) {
        for (const city of this.#squares.get(squareOf(rowOf(latitude) + row, columnOf(longitude) + column)) ?? []) {
          const kilometres = kilometresBetween(latitude, longitude, city.latitude, city.longitude);
          if (kilometres <= (best?.kilometres ?? most)) best = { city, kilometres };
        }
      }
    }
    return best;
  }
}

function rowOf(latitude: number): number {
  return Math.floor((latitude + 90) / squareDegrees);
}

function columnOf(longitude: number): number {
  return Math.floor((longitude + 180) / squareDegrees);
}

function squareOf(row: number, column: number): number {
  return row * columns + (((column % columns) + columns) % columns);
}

/** Inhabitants from which a town is named, by how near the map is; the last for all nearer ones. */
const named = [Infinity, Infinity, 5_000_000, 2_500_000, 1_000_000, 500_000, 250_000, 120_000, 60_000, 30_000, 0];

export function leastNamed(zoom: number): number {
  return named[Math.min(named.length - 1, Math.max(0, Math.floor(zoom)))] ?? 0;
}
