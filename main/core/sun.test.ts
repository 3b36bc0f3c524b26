import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRising, sunAltitude, sunPhase } from './sun.js';

describe('the sun', () => {
  test('stands where almanacs say, to a tenth of a degree', () => {
    // Greenwich: noon at the equinox and the solstices (90° − latitude ± tilt), sunrise at −0.83°.
    expect(sunAltitude(Date.UTC(2024, 2, 20, 12, 7, 30), 51.4769, 0)).toBeCloseTo(38.6, 0);
    expect(sunAltitude(Date.UTC(2024, 5, 21, 12, 2), 51.4769, 0)).toBeCloseTo(61.96, 1);
    expect(sunAltitude(Date.UTC(2024, 11, 21, 11, 58), 51.4769, 0)).toBeCloseTo(15.09, 1);
    // London, 21 June 2024: sunrise 04:43 and sunset 21:21 British Summer Time.
    expect(sunAltitude(Date.UTC(2024, 5, 21, 3, 43), 51.5074, -0.1278)).toBeCloseTo(-0.83, 0);
    expect(sunAltitude(Date.UTC(2024, 5, 21, 20, 21), 51.5074, -0.1278)).toBeCloseTo(-0.83, 0);
    // Sydney, 22 December 2023: sunset 20:05 with summer time (UTC+11).
    expect(sunAltitude(Date.UTC(2023, 11, 22, 9, 5), -33.8688, 151.2093)).toBeCloseTo(-0.83, 0);
    // Right above, on the tropic at the solstice.
    expect(sunAltitude(Date.UTC(2024, 5, 21, 12, 2), 23.43, 0)).toBeGreaterThan(89);
  });

  test('is up at midnight in the north of Norway in June, and down at noon in December', () => {
    expect(sunAltitude(Date.UTC(2024, 5, 21, 22, 45), 70.66, 23.68)).toBeGreaterThan(0);
    expect(sunAltitude(Date.UTC(2024, 11, 21, 10, 25), 70.66, 23.68)).toBeLessThan(-3);
  });

  test('rises before noon and sets after it', () => {
    expect(isRising(Date.UTC(2024, 5, 21, 6), 51.5, 0)).toBe(true);
    expect(isRising(Date.UTC(2024, 5, 21, 18), 51.5, 0)).toBe(false);
    expect(isRising(Date.UTC(2024, 5, 21, 18), -33.9, -120)).toBe(true);
  });

  test('is somewhere between straight down and straight up, always', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1850, 0), max: Date.UTC(2150, 0) }),
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (utcMs, latitude, longitude) => {
          const altitude = sunAltitude(utcMs, latitude, longitude);
          expect(altitude).toBeGreaterThanOrEqual(-90);
          expect(altitude).toBeLessThanOrEqual(90);
          // On the other side of the earth it stands the other way round.
          const opposite = longitude > 0 ? longitude - 180 : longitude + 180;
          expect(sunAltitude(utcMs, -latitude, opposite)).toBeCloseTo(-altitude, 6);
        },
      ),
    );
  });

  test('has a word for every altitude', () => {
    expect([60, 6, 5.9, -3.9, -4.1, -6.1, -12.1].map(sunPhase)).toEqual([
      'day',
      'day',
      'golden',
      'golden',
      'blue',
      'twilight',
      'night',
    ]);
  });
});
