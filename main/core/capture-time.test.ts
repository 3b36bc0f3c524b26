import { describe, expect, it } from 'vitest';
import { captureTime, parseExifTime, parseFileNameTime, parseOffset } from './capture-time.js';

const at = (text: string): number => Date.parse(`${text}Z`);

describe('parseExifTime', () => {
  it.each([
    ['2023:07:14 18:05:09', at('2023-07-14T18:05:09'), null],
    ['2023:07:14 18:05:09.25', at('2023-07-14T18:05:09.250'), null],
    ['2023:07:14 18:05:09+02:00', at('2023-07-14T18:05:09'), 120],
    ['2023-07-14T18:05Z', at('2023-07-14T18:05:00'), 0],
    ['1899:12:31 23:59:59-03:30', at('1899-12-31T23:59:59'), -210],
  ])('reads %s', (text, localMs, offsetMinutes) => {
    expect(parseExifTime(text)).toEqual({ localMs, offsetMinutes });
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

describe('captureTime', () => {
  const recorded = { localMs: 5, offsetMinutes: 60 };
  it('takes what the file says, then a date in its name, then its own time', () => {
    expect(captureTime(recorded, 'IMG_20230714_180509.jpg', 7)).toEqual({ ...recorded, source: 'exif' });
    expect(captureTime(null, 'IMG_20230714_180509.jpg', 7).source).toBe('file_name');
    expect(captureTime(null, 'a.jpg', 7)).toEqual({ localMs: 7, offsetMinutes: null, source: 'file_time' });
  });
});
