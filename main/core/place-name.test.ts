import { describe, expect, test } from 'vitest';
import { directionFrom, placeAmong, townRadiusKm } from './place-name.js';
import type { Town } from './place-name.js';

const town = (name: string, population: number, distanceKm: number, more: Partial<Town> = {}): Town => ({
  name,
  population,
  distanceKm,
  countryCode: 'PT',
  region: 'Norte',
  latitude: 0,
  longitude: 0,
  ...more,
});
const zoneAt = (): string => 'Europe/Lisbon';
const among = (...towns: readonly Town[]) => placeAmong(0, 0, { zone: 'Europe/Lisbon', towns, zoneAt });

describe('a place', () => {
  test('is in the town whose size reaches it, near one that is not far, and so far off one beyond', () => {
    expect(among(town('Porto', 250_000, 4))).toMatchObject({ relation: 'in', town: 'Porto', region: 'Norte' });
    expect(among(town('Porto', 250_000, 10))).toMatchObject({ relation: 'near' });
    expect(among(town('Porto', 250_000, 25))).toMatchObject({ relation: 'away', distanceKm: 25 });
    expect(among(town('Porto', 250_000, 200))).toMatchObject({ relation: 'country', region: null });
    expect(among()).toBeNull();
  });

  test('is in the town that it is deepest in, be the other one larger', () => {
    expect(among(town('Porto', 250_000, 3), town('Gaia', 70_000, 0.2))).toMatchObject({ town: 'Gaia' });
    expect(among(town('Porto', 250_000, 0.5), town('Gaia', 70_000, 2))).toMatchObject({ town: 'Porto' });
  });

  test('is not named for a town that keeps another time, nor at sea', () => {
    const spanish = town('Tui', 17_000, 1, { countryCode: 'ES', latitude: 42 });
    const zones = (latitude: number): string => (latitude === 42 ? 'Europe/Madrid' : 'Europe/Lisbon');
    const valença = town('Valença', 14_000, 2.5);
    const towns = [spanish, valença];
    expect(placeAmong(0, 0, { zone: 'Europe/Lisbon', towns, zoneAt: zones })).toMatchObject({ town: 'Valença' });
    expect(placeAmong(0, 0, { zone: 'Europe/Lisbon', towns: [spanish], zoneAt: zones })).toBeNull();
    expect(placeAmong(0, 0, { zone: 'Etc/GMT+1', towns, zoneAt: () => 'Etc/GMT+1' })).toBeNull();
    expect(placeAmong(0, 0, { zone: null, towns, zoneAt: zones })).toBeNull();
  });

  test('of larger towns takes up more, between 2 and 25 kilometres', () => {
    expect([0, 1_000, 100_000, 1_000_000, 30_000_000].map((people) => Math.round(townRadiusKm(people)))).toEqual([
      2, 2, 3, 9, 25,
    ]);
  });

  test('lies in one of eight directions', () => {
    expect(directionFrom(0, 0, 1, 0)).toBe('north');
    expect(directionFrom(0, 0, -1, 0)).toBe('south');
    expect(directionFrom(0, 0, 0, 1)).toBe('east');
    expect(directionFrom(0, 179.9, 0, -179.9)).toBe('east');
    expect(directionFrom(0, 0, -1, -1)).toBe('south-west');
    expect(directionFrom(0, 0, 1, -0.2)).toBe('north');
  });
});
