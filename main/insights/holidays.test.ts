import { describe, expect, test } from 'vitest';
import { placeTable } from '../../scripts/place-table.mjs';
import { daysOf, openHolidays } from './holidays.js';

const holidays = openHolidays();
const on = (country: string, year: number, month: number, day: number, language: 'en' | 'de' = 'en') =>
  holidays.on(country, Date.UTC(year, month - 1, day, 15, 30), language);

describe('public holidays', () => {
  test('are those of the country, in the language', async () => {
    expect(await on('DE', 2023, 10, 3, 'de')).toMatchObject({ name: 'Tag der Deutschen Einheit', isWellKnown: false });
    expect(await on('PT', 2023, 4, 25)).not.toBeNull();
    expect(await on('US', 2023, 7, 4)).toMatchObject({ name: 'Independence Day' });
    expect(await on('US', 2023, 12, 25)).toMatchObject({ name: 'Christmas Day', isWellKnown: true });
    expect(await on('FR', 2024, 4, 1)).not.toBeNull();
    expect(await on('DE', 2023, 7, 14)).toBeNull();
  });

  test('are none where a country is not known, whatever the year', async () => {
    expect(await on('XX', 2023, 12, 25)).toBeNull();
    for (const year of [1826, 1900, 1970, 2099]) await expect(on('DE', year, 5, 1)).resolves.not.toThrow();
  });

  test('can be asked for in every country that has a town', async () => {
    const header = placeTable();
    const { countries } = JSON.parse(header.toString('utf8', 4, 4 + header.readUInt32LE(0))) as {
      countries: readonly string[];
    };
    expect(countries.length).toBeGreaterThan(200);
    for (const country of countries) {
      const found = await on(country, 2023, 1, 1, 'de');
      if (found !== null) expect(found.name).not.toBe('');
    }
  });

  test('that begin at sunset are the day after, and some last several days', () => {
    const days = daysOf([
      {
        date: '2023-09-24 18:00:00',
        start: new Date(Date.UTC(2023, 8, 24, 15)),
        end: new Date(Date.UTC(2023, 8, 25, 15)),
        name: 'A fast',
        rule: '10 Tishrei',
      },
      {
        date: '2023-04-20 00:00:00',
        start: new Date(Date.UTC(2023, 3, 20)),
        end: new Date(Date.UTC(2023, 3, 22)),
        name: 'A feast',
        rule: '1 Shawwal P2D',
      },
    ]);
    const day = (month: number, date: number): string | undefined =>
      days.get(Date.UTC(2023, month, date) / 86_400_000)?.name;
    expect([day(8, 24), day(8, 25), day(8, 26)]).toEqual([undefined, 'A fast', undefined]);
    expect([day(3, 19), day(3, 20), day(3, 21), day(3, 22)]).toEqual([undefined, 'A feast', 'A feast', undefined]);
  });
});
