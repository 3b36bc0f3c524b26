import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  offsetAtInstant,
  offsetAtWallTime,
  offsetFromGpsTime,
  offsetFromHistory,
  offsetOf,
  zoned,
  zonedFromUtc,
} from './capture-zone.js';
import type { ZoneEvidence } from './capture-zone.js';

const at = (text: string): number => Date.parse(`${text}Z`);
const nothing: ZoneEvidence = { tagMinutes: null, gpsTimeMs: null, placeZone: null, cameraMinutes: null };
const minute = 60_000;

describe('the wall clock against the satellites', () => {
  it.each([
    ['2018-05-30T21:25:39', '2018-05-30T19:25:24', 120],
    ['2019-03-21T11:04:22', '2019-03-21T16:04:21', -300],
    ['2011-01-13T14:33:39', '2011-01-13T14:33:35', 0],
    ['2024-01-01T05:44:00', '2024-01-01T00:00:00', 345],
    ['2024-01-01T02:30:00', '2024-01-01T04:59:59', -150],
    ['2024-01-01T14:05:00', '2024-01-01T00:00:00', 840],
    ['2024-01-01T02:05:01', '2024-01-01T00:00:00', null],
    ['2024-01-01T02:15:00', '2024-01-01T00:00:00', null],
    ['2024-01-02T00:00:00', '2024-01-01T00:00:00', null],
    ['2024-01-01T00:00:00', '2024-01-01T12:15:00', null],
    // Receivers that lost count of the weeks.
    ['2023-07-14T18:05:09', '2003-11-28T16:05:09', null],
  ])('%s and %s UTC: %s', (wall, utc, offset) => {
    expect(offsetFromGpsTime(at(wall), at(utc))).toBe(offset);
  });
});

describe('the offset of a place', () => {
  it.each([
    ['Europe/Berlin', '2023-07-14T18:05:09', 120],
    ['Europe/Berlin', '2023-12-14T18:05:09', 60],
    ['Asia/Kathmandu', '2023-07-14T18:05:09', 345],
    ['America/St_Johns', '2023-07-14T18:05:09', -150],
    ['America/New_York', '2023-03-12T01:59:59', -300],
    // 02:30 never was: the camera was not put forward yet.
    ['America/New_York', '2023-03-12T02:30:00', -300],
    ['America/New_York', '2023-03-12T03:00:00', -240],
    // 01:30 was twice.
    ['America/New_York', '2023-11-05T01:30:00', -240],
    ['America/New_York', '2023-11-05T02:00:00', -300],
    ['Australia/Lord_Howe', '2023-04-02T01:45:00', 660],
    ['Pacific/Apia', '2011-12-29T12:00:00', -600],
    ['Pacific/Apia', '2011-12-31T12:00:00', 840],
    ['Etc/GMT+5', '2023-01-01T00:00:00', -300],
    ['Nowhere/Land', '2023-01-01T00:00:00', null],
  ])('%s at %s: %s', (zone, wall, offset) => {
    expect(offsetAtWallTime(zone, at(wall))).toBe(offset);
  });

  const zones = [
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'UTC',
  ];
  const instants = fc.integer({ min: at('1950-01-01T00:00:00') / 1_000, max: at('2035-01-01T00:00:00') / 1_000 });

  it('leads from an instant to its wall time and back, but for the second of two like hours', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, seconds) => {
        const utcMs = seconds * 1_000;
        const offset = offsetAtInstant(zone, utcMs) ?? NaN;
        const localMs = utcMs + offset * minute;
        const found = offsetAtWallTime(zone, localMs) ?? NaN;
        expect(found).toBeGreaterThanOrEqual(offset);
        expect(offsetAtInstant(zone, localMs - found * minute)).toBe(found);
      }),
    );
  });
});

describe('offsetOf', () => {
  const localMs = at('2023-07-14T18:05:09');
  const all: ZoneEvidence = {
    tagMinutes: 60,
    gpsTimeMs: at('2023-07-14T14:05:09'),
    placeZone: 'Asia/Kathmandu',
    cameraMinutes: -60,
  };
  it.each([
    [all, 60, 'offset_tag'],
    [{ ...all, tagMinutes: 15 * 60 }, 240, 'gps_time'],
    [{ ...all, tagMinutes: null }, 240, 'gps_time'],
    [{ ...all, tagMinutes: null, gpsTimeMs: 0 }, 345, 'gps_place'],
    [{ ...nothing, placeZone: 'Nowhere/Land', cameraMinutes: -60 }, -60, 'camera'],
    [nothing, null, null],
  ] as const)('takes the first that makes sense', (evidence, offsetMinutes, offsetSource) => {
    expect(zoned(localMs, evidence)).toEqual({ localMs, offsetMinutes, offsetSource });
  });

  const evidence = fc.record({
    tagMinutes: fc.option(fc.integer({ min: -2_000, max: 2_000 })),
    gpsTimeMs: fc.option(fc.integer({ min: localMs - 20 * 60 * minute, max: localMs + 20 * 60 * minute })),
    placeZone: fc.option(fc.constantFrom('Europe/Berlin', 'Pacific/Kiritimati', 'Nowhere/Land')),
    cameraMinutes: fc.option(fc.integer({ min: -2_000, max: 2_000 })),
  });

  it('never finds an offset that no place has, and more evidence never takes one away', () => {
    fc.assert(
      fc.property(evidence, evidence, (one, other) => {
        const found = offsetOf(localMs, one);
        if (found !== null) {
          expect(found.offsetMinutes).toBeGreaterThanOrEqual(-720);
          expect(found.offsetMinutes).toBeLessThanOrEqual(840);
          const more = { ...one, cameraMinutes: one.cameraMinutes ?? other.cameraMinutes };
          expect(offsetOf(localMs, more)).toEqual(found);
        }
      }),
    );
  });
});

describe('zonedFromUtc', () => {
  const utcMs = at('2023-07-14T16:05:09');
  it.each([
    [{ ...nothing, placeZone: 'Europe/Berlin' }, '2023-07-14T18:05:09', 120, 'gps_place'],
    [{ ...nothing, placeZone: 'Europe/Berlin', tagMinutes: -60 }, '2023-07-14T15:05:09', -60, 'offset_tag'],
    [{ ...nothing, cameraMinutes: 540 }, '2023-07-15T01:05:09', 540, 'camera'],
  ] as const)('is the wall clock of the place', (evidence, wall, offsetMinutes, offsetSource) => {
    expect(zonedFromUtc(utcMs, evidence)).toEqual({ localMs: at(wall), offsetMinutes, offsetSource });
  });
  it('stays UTC, and is called so, where nothing tells of the place', () => {
    const captured = { localMs: utcMs, offsetMinutes: 0, offsetSource: 'utc' };
    expect(zonedFromUtc(utcMs, { ...nothing, gpsTimeMs: utcMs })).toEqual(captured);
  });
});

describe('offsetFromHistory', () => {
  it.each([
    [60, 60, 60],
    [60, null, 60],
    [null, 0, 0],
    [60, 120, null],
    [null, null, null],
  ])('%s before and %s after: %s', (before, after, expected) => {
    expect(offsetFromHistory(before, after)).toBe(expected);
  });
});
