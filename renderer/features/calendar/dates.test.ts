import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allPhotos } from '../view/index.js';
import {
  DAY_MS,
  dayMs,
  dayOf,
  dayView,
  everyYearView,
  firstWeekdayOf,
  heatOf,
  isLeap,
  monthDaysOf,
  onThisDayView,
  plusDays,
  plusMonths,
  today,
  weeksOf,
  wholeView,
} from './dates.js';

const day = fc.integer({ min: -60_000, max: 40_000 }).map((n) => n * DAY_MS);
const at = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date);

test('a day is that of the wall clock, before 1970 too, whatever zone this computer is in', () => {
  fc.assert(
    fc.property(day, (ms) => {
      expect(dayMs(dayOf(ms))).toBe(ms);
      expect(plusDays(ms, 1) - ms).toBe(DAY_MS);
    }),
  );
  expect(dayOf(at(1903, 12, 17))).toEqual({ year: 1903, month: 11, day: 17 });
  expect(dayOf(dayMs({ year: 99, month: 0, day: 1 })).year).toBe(99);
  expect(today(new Date(2024, 1, 29, 23, 59).getTime())).toBe(at(2024, 2, 29));
});

test('months keep the day where they have it, and there and back is the same where nothing was cut', () => {
  expect(plusMonths(at(2024, 1, 31), 1)).toBe(at(2024, 2, 29));
  expect(plusMonths(at(2023, 1, 31), 1)).toBe(at(2023, 2, 28));
  expect(plusMonths(at(2024, 2, 29), 12)).toBe(at(2025, 2, 28));
  expect(plusMonths(at(2024, 12, 5), 1)).toBe(at(2025, 1, 5));
  fc.assert(
    fc.property(day, fc.integer({ min: -40, max: 40 }), (ms, months) => {
      if (dayOf(ms).day <= 28) expect(plusMonths(plusMonths(ms, months), -months)).toBe(ms);
    }),
  );
});

test('weeks hold every day of the month once, each under its weekday', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1850, max: 2100 }),
      fc.integer({ min: 0, max: 11 }),
      fc.constantFrom(0, 1, 6),
      (year, month, first) => {
        const weeks = weeksOf(year, month, first);
        const days = weeks.flat().filter((ms) => ms !== null);
        expect(days.map((ms) => dayOf(ms).day)).toEqual(days.map((_, n) => n + 1));
        expect(days.every((ms) => dayOf(ms).month === month)).toBe(true);
        expect(dayOf(plusDays(days.at(-1)!, 1)).day).toBe(1);
        for (const week of weeks) {
          week.forEach((ms, n) => {
            if (ms !== null) expect(new Date(ms).getUTCDay()).toBe((first + n) % 7);
          });
        }
      },
    ),
  );
});

test('a leap day has its own photos, and shows them on 28 February of other years', () => {
  expect([isLeap(2000), isLeap(1900), isLeap(2024), isLeap(2023)]).toEqual([true, false, true, false]);
  expect(monthDaysOf(at(2024, 2, 29))).toEqual([229]);
  expect(monthDaysOf(at(2024, 2, 28))).toEqual([228]);
  expect(monthDaysOf(at(2025, 2, 28))).toEqual([228, 229]);
  expect(monthDaysOf(at(2025, 3, 1))).toEqual([301]);
  expect(monthDaysOf(at(2025, 12, 31))).toEqual([1231]);
});

test('every photo of a past year comes up on just one day of this one', () => {
  for (const year of [2024, 2025]) {
    const seen = new Map<number, number>();
    for (let ms = at(year, 1, 1); ms < at(year + 1, 1, 1); ms += DAY_MS) {
      for (const wanted of monthDaysOf(ms)) seen.set(wanted, (seen.get(wanted) ?? 0) + 1);
    }
    expect(seen.size).toBe(366);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
  }
});

test('views of a day, of the years before, of all years, and without any of it', () => {
  const now = at(2026, 11, 27);
  expect(dayView(allPhotos, now)).toEqual({ ...allPhotos, from: now, to: now + DAY_MS });
  expect(onThisDayView(allPhotos, now)).toEqual({ ...allPhotos, monthDays: [1127], to: at(2026, 1, 1) });
  expect(everyYearView(allPhotos, now)).toEqual({ ...allPhotos, monthDays: [1127] });
  expect(wholeView({ ...onThisDayView(allPhotos, now), from: 1 })).toEqual(allPhotos);
});

test('heat rises with the number of photos and ends at the fullest day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (a, b) => {
      const [few, many] = [Math.min(a, b), Math.max(a, b)];
      expect(heatOf(few, many, 5)).toBeLessThanOrEqual(heatOf(many, many, 5));
      expect(heatOf(few, many, 5)).toBeGreaterThanOrEqual(1);
      expect(heatOf(many, many, 5)).toBe(many === 1 ? 1 : 5);
    }),
  );
  expect(heatOf(0, 9, 5)).toBe(0);
});

test('weeks begin as they do in the region', () => {
  expect(firstWeekdayOf('en-GB')).toBe(1);
  expect(firstWeekdayOf('en-US')).toBe(0);
});
