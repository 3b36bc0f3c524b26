import { describe, expect, it } from 'vitest';
import type { CaptureTime } from '../../api/index.js';
import { captureNote } from './capture-note.js';

const taken: CaptureTime = { localMs: 0, offsetMinutes: null, offsetSource: null, source: 'exif' };

describe('where a capture time is known from', () => {
  it.each<readonly [NonNullable<CaptureTime['offsetSource']>, string | null]>([
    ['offset_tag', null],
    ['gps_time', 'Time zone from the GPS clock'],
    ['gps_place', 'Time zone from where it was taken'],
    ['camera', 'Time zone from the camera’s setting'],
    ['utc', 'Time zone unknown, this is UTC'],
    ['history', 'Time zone from the camera’s other photos of that day'],
  ])('a time zone by %s', (offsetSource, expected) => {
    expect(captureNote({ ...taken, offsetMinutes: 120, offsetSource })).toBe(expected);
  });

  it('a time zone that is not known', () => {
    expect(captureNote(taken)).toBe('Time zone unknown');
  });

  it('a date that is not the file’s own word, whose time zone is then no question', () => {
    expect(captureNote({ ...taken, source: 'file_name' })).toBe('Date from the file’s name');
    expect(captureNote({ ...taken, source: 'file_time' })).toBe('Date from when the file was last changed');
  });
});
