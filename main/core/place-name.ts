/** Of towns around a position, the one that says where it is, and how surely. Pure. */

export interface Town {
  readonly name: string;
  /** ISO 3166-1, two letters. */
  readonly countryCode: string;
  /** The state or province, in English or its own language; null where it is not known. */
  readonly region: string | null;
  readonly population: number;
  readonly latitude: number;
  readonly longitude: number;
  /** From the position. */
  readonly distanceKm: number;
}

export const directions = [
  'north',
  'north-east',
  'east',
  'south-east',
  'south',
  'south-west',
  'west',
  'north-west',
] as const;
export type Direction = (typeof directions)[number];

export interface PlaceFound {
  /**
   * `in`: within what a town of that size takes up. `near`: not far beyond. `away`: so far off in a direction. `country`: no
   * town is near, and the country is all that is known.
   */
  readonly relation: 'in' | 'near' | 'away' | 'country';
  readonly town: string;
  readonly countryCode: string;
  readonly region: string | null;
  readonly distanceKm: number;
  /** In which the position lies, as seen from the town. */
  readonly direction: Direction;
}

/** What a town takes up: a village 2 km around its middle, a hundred thousand people 2.7 km, ten million 25 km. */
export function townRadiusKm(population: number): number {
  return Math.min(25, Math.max(2, 0.0085 * Math.sqrt(population)));
}

/** Beyond its edge, a town is still near. */
const nearBeyondKm = 12;
/** So far can a town be to say how far off it is. */
const awayKm = 40;
/** So many towns are tried for their time zone. */
const mostTried = 12;

export interface Surroundings {
  /** The time zone of the position; null when it has none. */
  readonly zone: string | null;
  readonly towns: readonly Town[];
  readonly zoneAt: (latitude: number, longitude: number) => string | null;
}

/** Nautical time zones are those of the sea; where there is none at all, there is no place either. */
export function isAtSea(zone: string | null): boolean {
  return zone?.startsWith('Etc/') ?? true;
}

/**
 * Null at sea, which has nautical zones, and where no town is that keeps the same time: across a border there is
 * hardly ever one, so a country is not named for a town on its other side.
 */
export function placeAmong(
  latitude: number,
  longitude: number,
  { zone, towns, zoneAt }: Surroundings,
): PlaceFound | null {
  if (zone === null || isAtSea(zone)) return null;
  const edgeOf = (town: Town): number => town.distanceKm / townRadiusKm(town.population);
  const isClose = (town: Town): boolean => town.distanceKm <= townRadiusKm(town.population) + nearBeyondKm;
  const best =
    first(
      [...towns].filter(isClose).sort((a, b) => edgeOf(a) - edgeOf(b)),
      zone,
      zoneAt,
    ) ??
    first(
      [...towns].sort((a, b) => a.distanceKm - b.distanceKm),
      zone,
      zoneAt,
    );
  if (best === null) return null;
  const relation = edgeOf(best) <= 1 ? 'in' : isClose(best) ? 'near' : best.distanceKm <= awayKm ? 'away' : 'country';
  const { name: town, countryCode, region, distanceKm } = best;
  const direction = directionFrom(best.latitude, best.longitude, latitude, longitude);
  return { relation, town, countryCode, region: relation === 'country' ? null : region, distanceKm, direction };
}

function first(towns: readonly Town[], zone: string, zoneAt: Surroundings['zoneAt']): Town | null {
  return towns.slice(0, mostTried).find((town) => zoneAt(town.latitude, town.longitude) === zone) ?? null;
}

/** In which direction the second position lies from the first. */
export function directionFrom(latitude1: number, longitude1: number, latitude2: number, longitude2: number): Direction {
  const radians = Math.PI / 180;
  const dLongitude = (longitude2 - longitude1) * radians;
  const y = Math.sin(dLongitude) * Math.cos(latitude2 * radians);
  const x =
    Math.cos(latitude1 * radians) * Math.sin(latitude2 * radians) -
    Math.sin(latitude1 * radians) * Math.cos(latitude2 * radians) * Math.cos(dLongitude);
  const eighths = Math.round(Math.atan2(y, x) / (Math.PI / 4));
  return directions[(eighths + 8) % 8] ?? 'north';
}
