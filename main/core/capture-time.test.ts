import { describe, expect, it } from 'vitest';
import { captureTime, isBelievable, parseExifTime, parseFileNameTime, parseOffset } from './capture-time.js';

const at = (text: string): number => Date.parse(`${text}Z`);

describe('parseExifTime', () => {
  it.each([
    ['2023:07:14 18:05:09', at('2023-07-14T18:05:09'), null],
    ['2023:07:14 18:05:09.25', at('2023-07-14T18:05:09.250'), null],
    ['2023:07:14 18:05:09+02:00', at('2023-07-14T18:05:09'), 120],
    ['2023-07-14T18:05Z', at('2023-07-14T18:05:00'), 0],
    ['1899:12:31 23:59:59-03:30', at('1899-12-31T23:59:59'), -210],
  ])('reads %s', (text, localMs, offsetMinutes) => {
    const offsetSource = offsetMinutes === null ? null : 'offset_tag';
    expect(parseExifTime(text)).toEqual({ localMs, offsetMinutes, offsetSource });
  });
  it.each([
    '0000:00:00 00:00:00',
    '2023:02:31 10:00:00',
    '2023:13:01 10:00:00',
    '    :  :     :  :  ',
    '',
    'yesterday',
  ])('refuses “%s”', (text) => {
    expect(parseExifTime(text)).toBeNull();
  });
});

describe('parseOffset', () => {
  it.each([
    ['+02:00', 120],
    ['-0330', -210],
    ['Z', 0],
    ['+15:00', null],
    ['-12:00', -720],
    ['-12:30', null],
    ['+02:75', null],
    ['-00:00', 0],
    ['local', null],
  ])('%s is %s', (text, minutes) => {
    expect(parseOffset(text)).toBe(minutes);
  });
});

describe('parseFileNameTime', () => {
  it.each([
    ['IMG_20230714_180509.jpg', '2023-07-14T18:05:09'],
    ['2023-07-14 18.05.09.jpg', '2023-07-14T18:05:09'],
    ['Screenshot_2023-07-14-18-05-09.png', '2023-07-14T18:05:09'],
    ['IMG-20230714-WA0001.jpg', '2023-07-14T00:00:00'],
    ['Screenshot 2023-07-14 at 18.05.09.png', '2023-07-14T18:05:09'],
    ['holiday 1999-12-31.tif', '1999-12-31T00:00:00'],
  ])('finds the date in %s', (name, time) => {
    expect(parseFileNameTime(name)?.localMs).toBe(at(time));
  });
  it.each(['DSC01234.jpg', 'IMG_20231345.jpg', '120230714.jpg', '20230231.jpg', 'photo.jpg'])(
    'finds none in %s',
    (name) => {
      expect(parseFileNameTime(name)).toBeNull();
    },
  );
});

const now = at('2024-03-01T12:00:00');

describe('what a clock says is believed', () => {
  it.each([
    ['2023:07:14 18:05:09', true],
    ['2000:01:01 00:00:01', true],
    ['1970:01:02 00:00:00', true],
    ['1826:01:01 00:00:00', true],
    ['2024:03:02 12:00:00', true],
    ['2024:03:02 12:00:01', false],
    ['1904:01:01 00:00:00', false],
    ['1970:01:01 00:00:00', false],
    ['1970:01:01 01:00:00+01:00', false],
    ['1969:12:31 16:00:00-08:00', false],
    ['1980:01:01 00:00:00', false],
    ['2000:01:01 00:00:00.50', false],
    ['2001:01:01 00:00:00', false],
  ])('%s: %s', (text, expected) => {
    const time = parseExifTime(text);
    expect(time !== null && isBelievable(time, now)).toBe(expected);
  });
});

describe('captureTime', () => {
  const recorded = { localMs: at('2020-01-02T03:04:05'), offsetMinutes: 60, offsetSource: 'offset_tag' } as const;
  const unset = { localMs: at('2000-01-01T00:00:00'), offsetMinutes: null, offsetSource: null };
  it('takes what the file says, then a date in its name, then its own time', () => {
    expect(captureTime(recorded, 'IMG_20230714_180509.jpg', 7, now)).toEqual({ ...recorded, source: 'exif' });
    expect(captureTime(null, 'IMG_20230714_180509.jpg', 7, now).source).toBe('file_name');
    expect(captureTime(null, 'a.jpg', 7, now)).toEqual({
      localMs: 7,
      offsetMinutes: null,
      offsetSource: null,
      source: 'file_time',
    });
  });
  it('takes the time of a file by the clock of this computer, with its daylight saving then', () => {
    const before = process.env['TZ'];
    process.env['TZ'] = 'Europe/Lisbon';
    try {
      const localAt = (utc: number): number => captureTime(null, 'a.jpg', utc, now).localMs;
      expect(localAt(Date.UTC(2023, 6, 14, 18))).toBe(Date.UTC(2023, 6, 14, 19));
      expect(localAt(Date.UTC(2023, 0, 14, 18))).toBe(Date.UTC(2023, 0, 14, 18));
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('passes over a clock that was never set, and a name of the future', () => {
    expect(captureTime(unset, 'IMG_20230714_180509.jpg', 7, now).source).toBe('file_name');
    expect(captureTime(unset, 'holiday 2000-01-01.jpg', 7, now).source).toBe('file_name');
    expect(captureTime(unset, 'IMG_20240401_000000.jpg', 7, now).source).toBe('file_time');
  });
});
