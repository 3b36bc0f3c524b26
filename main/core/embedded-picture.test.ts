import { describe, expect, it } from 'vitest';
import { orientationToApply } from './embedded-picture.js';

const stored = { width: 6000, height: 4000 };
const lying = { width: 1620, height: 1080 };
const standing = { width: 1080, height: 1620 };

describe('an embedded picture', () => {
  it('is turned as its RAW file says when it says nothing itself', () => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      expect(orientationToApply(null, lying, { orientation, stored, isAdobeRgb: false })).toBe(orientation);
      expect(orientationToApply(null, lying, { orientation, stored: null, isAdobeRgb: false })).toBe(orientation);
    }
  });

  it('is never turned twice', () => {
    expect(orientationToApply(6, lying, { orientation: 6, stored, isAdobeRgb: false })).toBe(1);
    expect(orientationToApply(1, lying, { orientation: 6, stored, isAdobeRgb: false })).toBe(1);
    expect(orientationToApply(null, standing, { orientation: 6, stored, isAdobeRgb: false })).toBe(1);
  });

  it('that stands already may still have to be turned upside down', () => {
    expect(orientationToApply(null, standing, { orientation: 3, stored, isAdobeRgb: false })).toBe(3);
  });
});
