import { describe, expect, test } from 'vitest';
import text from 'world-atlas/countries-110m.json?raw';
import { baseMapOf, type Topology } from './base-map.js';
import { CityIndex, leastNamed, parseCities } from './cities.js';
import { kilometresBetween, worldX, worldY } from './mercator.js';

const base = baseMapOf(JSON.parse(text) as Topology, (id, name) => (id === '148' ? 'Tschad' : name));

function isLand(latitude: number, longitude: number): boolean {
  const y = worldY(latitude);
  return [-1, 0, 1].some((world) => crossingsAt(worldX(longitude) + world, y) % 2 === 1);
}

function crossingsAt(x: number, y: number): number {
  let crossings = 0;
  for (const { points } of base.land) {
    for (let i = 0; i < points.length; i += 2) {
      const next = (i + 2) % points.length;
      const [x0, y0, x1, y1] = [points[i]!, points[i + 1]!, points[next]!, points[next + 1]!];
      if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) crossings += 1;
    }
  }
  return crossings;
}

describe('the base map', () => {
  test('has land where there is land', () => {
    for (const [latitude, longitude] of [
      [46.9, 8.2],
      [-25, 134],
      [65, 100],
      [67, -176],
      [-16.6, 179.3],
      [-80, 20],
      [-17.5, 25],
    ] as const) {
      expect(isLand(latitude, longitude), `${String(latitude)}, ${String(longitude)}`).toBe(true);
    }
    for (const [latitude, longitude] of [
      [0, -30],
      [40, -160],
      [42, 50.5],
    ] as const) {
      expect(isLand(latitude, longitude), `${String(latitude)}, ${String(longitude)}`).toBe(false);
    }
  });

  test('tells coasts from borders, and keeps within the world', () => {
    expect(base.coasts.length).toBeGreaterThan(50);
    expect(base.borders.length).toBeGreaterThan(200);
    for (const { west, east, north, south } of [...base.land, ...base.coasts, ...base.borders]) {
      // What lies over the antimeridian goes on in the next world.
      expect(east - west).toBeLessThanOrEqual(1 + 1e-6);
      expect(north).toBeGreaterThanOrEqual(0);
      expect(south).toBeLessThanOrEqual(1);
    }
  });

  test('writes the name of a country onto it', () => {
    const chad = base.countries.find(({ name }) => name === 'Tschad');
    expect(chad?.x).toBeGreaterThan(worldX(14));
    expect(chad?.x).toBeLessThan(worldX(24));
    expect(chad?.y).toBeGreaterThan(worldY(23));
    expect(chad?.y).toBeLessThan(worldY(8));
  });
});

describe('towns', () => {
  const cities = parseCities(
    ['Suva\t-18142\t178442\t77366', 'Porto\t41150\t-8611\t249633', 'Longyearbyen\t78223\t15647\t2060'].join('\n'),
  );
  const index = new CityIndex(cities);

  test('the nearest one is found, over the antimeridian and near a pole', () => {
    expect(index.nearest(41.2, -8.5, 60)?.city.name).toBe('Porto');
    expect(index.nearest(-18, -179.9, 300)?.city.name).toBe('Suva');
    expect(index.nearest(80, 40, 600)?.city.name).toBe('Longyearbyen');
    expect(index.nearest(38.7, -9.1, 60)).toBeNull();
  });

  test('it is the one that a look at all of them finds', () => {
    for (let n = 0; n < 300; n += 1) {
      const latitude = ((n * 37) % 178) - 89;
      const longitude = ((n * 61) % 360) - 180;
      const all = cities
        .map((city) => ({ city, km: kilometresBetween(latitude, longitude, city.latitude, city.longitude) }))
        .filter(({ km }) => km <= 2000)
        .sort((a, b) => a.km - b.km);
      expect(index.nearest(latitude, longitude, 2000)?.city.name).toBe(all[0]?.city.name);
    }
  });

  test('the nearer the map, the smaller the towns with a name', () => {
    const steps = Array.from({ length: 16 }, (_, zoom) => leastNamed(zoom));
    expect([...steps].sort((a, b) => b - a)).toEqual(steps);
    expect(steps.at(-1)).toBe(0);
  });
});
