/**
 * The towns of the world above a thousand inhabitants, from a file that scripts/place-table.mjs writes (GeoNames, CC BY 4.0).
 * It is read once, when the first place is asked for, and used as it is: 5 MB, and nothing is made of it.
 */
import { readFileSync } from 'node:fs';
import type { Log } from '../core/log.js';
import { isAtSea, placeAmong } from '../core/place-name.js';
import type { PlaceFound, Town } from '../core/place-name.js';
import { zoneAt } from '../metadata/zone-at.js';

/** Names places. */
export interface Places {
  /** What is there, as it is called in GeoNames; null at sea, and far from every town. Degrees, WGS 84. */
  at(latitude: number, longitude: number): PlaceFound | null;
}

const cellCount = 180 * 360;
const earthRadiusKm = 6371;
const radians = Math.PI / 180;
const kmPerDegree = earthRadiusKm * radians;

/** So far is the next town at the most; else nothing is said but the country, and beyond the second not even that. */
const reachesKm = [40, 300] as const;

interface Header {
  readonly count: number;
  readonly countries: readonly string[];
  /** By number; the empty text for none. */
  readonly regions: readonly string[];
}

export class PlaceTable implements Places {
  readonly #header: Header;
  /** Towns of a square degree are those from its number to the next one's, the largest first. */
  readonly #cells: Uint32Array;
  /** In 100,000ths of a degree. */
  readonly #latitudes: Int32Array;
  readonly #longitudes: Int32Array;
  readonly #populations: Uint32Array;
  readonly #nameEnds: Uint32Array;
  readonly #countries: Uint16Array;
  readonly #regions: Uint16Array;
  readonly #names: Buffer;

  constructor(file: Buffer) {
    // Arrays of numbers need a buffer that begins where they may.
    const bytes = file.byteOffset % 4 === 0 ? file : Buffer.from(new Uint8Array(file));
    let at = 4 + bytes.readUInt32LE(0);
    this.#header = JSON.parse(bytes.toString('utf8', 4, at)) as Header;
    const { count } = this.#header;
    const next = (length: number, size: number): [ArrayBuffer, number, number] => {
      const from = bytes.byteOffset + at;
      at += length * size;
      return [bytes.buffer as ArrayBuffer, from, length];
    };
    this.#cells = new Uint32Array(...next(cellCount + 1, 4));
    this.#latitudes = new Int32Array(...next(count, 4));
    this.#longitudes = new Int32Array(...next(count, 4));
    this.#populations = new Uint32Array(...next(count, 4));
    this.#nameEnds = new Uint32Array(...next(count + 1, 4));
    this.#countries = new Uint16Array(...next(count, 2));
    this.#regions = new Uint16Array(...next(count, 2));
    this.#names = bytes.subarray(at);
  }

  get count(): number {
    return this.#header.count;
  }

  at(latitude: number, longitude: number): PlaceFound | null {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
    const zone = zoneAt(latitude, longitude);
    // Most of the earth is sea, where no town has to be looked for.
    if (isAtSea(zone)) return null;
    for (const reachKm of reachesKm) {
      const found = placeAmong(latitude, longitude, { zone, towns: this.near(latitude, longitude, reachKm), zoneAt });
      if (found !== null) return found;
    }
    return null;
  }

  /** Towns within so many kilometres, in no order. */
  near(latitude: number, longitude: number, reachKm: number): Town[] {
    const found: Town[] = [];
    const rows = reachKm / kmPerDegree;
    const south = Math.max(0, Math.floor(latitude - rows + 90));
    const north = Math.min(179, Math.floor(latitude + rows + 90));
    for (let row = south; row <= north; row++) {
      // The end of the row nearer to a pole says how many degrees of longitude the reach can be; at a pole it is all of them.
      const poleward = Math.max(Math.abs(row - 90), Math.abs(row - 89));
      const narrowing = Math.sqrt(Math.max(0, Math.cos(latitude * radians) * Math.cos(poleward * radians)));
      const sine = Math.sin(reachKm / earthRadiusKm / 2);
      const columns = sine >= narrowing ? 180 : (2 * Math.asin(sine / narrowing)) / radians;
      const west = Math.floor(longitude - columns + 180);
      const east = Math.min(west + 359, Math.floor(longitude + columns + 180));
      for (let column = west; column <= east; column++) {
        this.#addCell(row * 360 + (((column % 360) + 360) % 360), latitude, longitude, reachKm, found);
      }
    }
    return found;
  }

  #addCell(cell: number, latitude: number, longitude: number, reachKm: number, found: Town[]): void {
    const end = this.#cells[cell + 1] ?? 0;
    for (let i = this.#cells[cell] ?? 0; i < end; i++) {
      const townLatitude = (this.#latitudes[i] ?? 0) / 1e5;
      if (Math.abs(townLatitude - latitude) * kmPerDegree > reachKm) continue;
      const townLongitude = (this.#longitudes[i] ?? 0) / 1e5;
      const distanceKm = distanceBetween(latitude, longitude, townLatitude, townLongitude);
      if (distanceKm <= reachKm) found.push(this.#town(i, townLatitude, townLongitude, distanceKm));
    }
  }

  #town(i: number, latitude: number, longitude: number, distanceKm: number): Town {
    const region = this.#header.regions[this.#regions[i] ?? 0] ?? '';
    const read = (): string => this.#names.toString('utf8', this.#nameEnds[i] ?? 0, this.#nameEnds[i + 1] ?? 0);
    return {
      latitude,
      longitude,
      distanceKm,
      population: this.#populations[i] ?? 0,
      countryCode: this.#header.countries[this.#countries[i] ?? 0] ?? '',
      region: region === '' ? null : region,
      // Of hundreds of towns one is named.
      get name() {
        return read();
      },
    };
  }
}

/** Over a sphere, in kilometres. */
export function distanceBetween(latitude1: number, longitude1: number, latitude2: number, longitude2: number): number {
  const dLatitude = ((latitude2 - latitude1) * radians) / 2;
  const dLongitude = ((longitude2 - longitude1) * radians) / 2;
  const h =
    Math.sin(dLatitude) ** 2 +
    Math.cos(latitude1 * radians) * Math.cos(latitude2 * radians) * Math.sin(dLongitude) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)));
}

export const noPlaces: Places = { at: () => null };

/** Reads the file when the first place is asked for. Without a file, or with one that cannot be read, nothing has a name. */
export function openPlaces(path: string | null, log: Log): Places {
  let opened: Places | null = path === null ? noPlaces : null;
  const open = (from: string): Places => {
    try {
      return new PlaceTable(readFileSync(from));
    } catch (error) {
      log('warn', 'the towns cannot be read, so places have no names', { error: String(error) });
      return noPlaces;
    }
  };
  return {
    at: (latitude, longitude) => {
      opened ??= path === null ? noPlaces : open(path);
      return opened.at(latitude, longitude);
    },
  };
}
