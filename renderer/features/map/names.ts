/** What a place is called, for people and for screen readers. */
import { formatCoordinates } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import type { CityIndex } from './cities.js';
import { latitudeOf, longitudeOf, type WorldPoint } from './mercator.js';

/** A town further away says nothing about a photo. */
const nearKilometres = 60;

/** "near Porto", or where it is by its coordinates. */
export function placeName(cities: CityIndex | null, { x, y }: WorldPoint): string {
  const latitude = latitudeOf(y);
  const longitude = longitudeOf(x);
  const near = cities?.nearest(latitude, longitude, nearKilometres) ?? null;
  return near === null ? messages.map.at(formatCoordinates(latitude, longitude)) : messages.map.near(near.city.name);
}
