import { describe, expect, it } from 'vitest';
import {
  formatPause,
  exposureParts,
  fileExtension,
  formatBytes,
  formatCamera,
  formatCoordinates,
  formatDuration,
  formatExposure,
  formatLength,
  formatMegapixels,
  formatOffset,
  formatTimeLeft,
  formatWallTime,
  plural,
} from './format.js';

describe('format', () => {
  it('writes how long something took', () => {
    expect(formatDuration(3)).toBe('0.1 s');
    expect(formatDuration(1240)).toBe('1.2 s');
    expect(formatDuration(59_000)).toBe('59 s');
    expect(formatDuration(240_000)).toBe('4 min');
  });

  it('writes the length of a video as players do', () => {
    expect(formatLength(171)).toBe('0:01');
    expect(formatLength(42_400)).toBe('0:42');
    expect(formatLength(59_700)).toBe('1:00');
    expect(formatLength(725_000)).toBe('12:05');
    expect(formatLength(3_723_000)).toBe('1:02:03');
  });

  it('writes sizes with one decimal below ten', () => {
    expect(formatBytes(0)).toBe('0 bytes');
    expect(formatBytes(1)).toBe('1 byte');
    expect(formatBytes(8_412_345)).toBe('8.4 MB');
    expect(formatBytes(999_600)).toBe('1 MB');
    expect(formatBytes(31_000_000)).toBe('31 MB');
    expect(formatBytes(2_500_000_000_000_000)).toBe('2,500 TB');
  });

  it('writes exposure as photographers read it', () => {
    expect(formatExposure(0.004)).toBe('1/250 s');
    expect(formatExposure(0.5)).toBe('0.5 s');
    expect(formatExposure(30)).toBe('30 s');
    expect(exposureParts({ exposureSeconds: 0.004, apertureF: 2.8, iso: 400, focalLengthMm: 35 }).join('  ')).toBe(
      '1/250 s  f/2.8  ISO 400  35 mm',
    );
    expect(exposureParts({ exposureSeconds: 0, apertureF: null, iso: null, focalLengthMm: 4.25 })).toEqual(['4.3 mm']);
  });

  it('writes offsets from UTC', () => {
    expect(formatOffset(0)).toBe('UTC');
    expect(formatOffset(120)).toBe('UTC+2');
    expect(formatOffset(-210)).toBe('UTC\u22123:30');
    expect(formatOffset(345)).toBe('UTC+5:45');
  });

  it('does not repeat the maker in the camera', () => {
    expect(formatCamera('NIKON CORPORATION', 'NIKON D750')).toBe('NIKON D750');
    expect(formatCamera('SONY', 'ILCE-7M3')).toBe('SONY ILCE-7M3');
    expect(formatCamera(null, 'X100V')).toBe('X100V');
    expect(formatCamera(null, null)).toBeNull();
  });

  it('names hemispheres', () => {
    expect(formatCoordinates(38.70775, -9.13659)).toBe('38.70775° N, 9.13659° W');
    expect(formatCoordinates(-33.9, 18.4)).toBe('33.90000° S, 18.40000° E');
  });

  it('takes the extension after the last dot only', () => {
    expect(fileExtension('a.b.jpeg')).toBe('JPEG');
    expect(fileExtension('.hidden')).toBe('');
    expect(fileExtension('none')).toBe('');
  });

  it('rounds the time that is left', () => {
    expect(formatTimeLeft(20)).toBe('under a minute');
    expect(formatTimeLeft(95)).toBe('2 min');
    expect(formatTimeLeft(4800)).toBe('1 h 20 min');
    expect(formatTimeLeft(86_400)).toBe('24 h');
  });

  it('reads a wall-clock time as it was, whatever the time zone of the computer', () => {
    expect(formatWallTime(Date.UTC(2025, 5, 14, 18, 42))).toMatch(/(18:42|6:42)/);
  });

  it('counts', () => {
    expect(plural(1, 'photo', 'photos')).toBe('1 photo');
    expect(plural(1204, 'photo', 'photos')).toBe('1,204 photos');
    expect(formatMegapixels(4032, 3024)).toBe('12 MP');
  });
});

it('says pauses in the unit that fits', () => {
  expect([1_000, 10_000, 80_000, 120_000, 300_000, 7_200_000].map(formatPause)).toEqual([
    '1 second',
    '10 seconds',
    '80 seconds',
    '2 minutes',
    '5 minutes',
    '2 hours',
  ]);
});
