/** Where the sun stands, and what photographers call its light. Pure. */

const degrees = Math.PI / 180;
const dayMillis = 86_400_000;
/** Noon of 1 January 2000, in milliseconds of UTC. */
const epochMs = Date.UTC(2000, 0, 1, 12);

/**
 * Degrees of the sun's middle above the horizon, without refraction; to a hundredth between 1950 and 2050. After the
 * Astronomical Almanac's formulas of low precision.
 */
export function sunAltitude(utcMs: number, latitude: number, longitude: number): number {
  const days = (utcMs - epochMs) / dayMillis;
  const anomaly = (357.529 + 0.98560028 * days) * degrees;
  const ecliptic = (280.459 + 0.98564736 * days + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * degrees;
  const tilt = (23.439 - 0.00000036 * days) * degrees;
  const rightAscension = Math.atan2(Math.cos(tilt) * Math.sin(ecliptic), Math.cos(ecliptic));
  const declination = Math.asin(Math.sin(tilt) * Math.sin(ecliptic));
  const sidereal = (280.46061837 + 360.98564736629 * days + longitude) * degrees;
  const hourAngle = sidereal - rightAscension;
  const sine =
    Math.sin(latitude * degrees) * Math.sin(declination) +
    Math.cos(latitude * degrees) * Math.cos(declination) * Math.cos(hourAngle);
  return Math.asin(Math.max(-1, Math.min(1, sine))) / degrees;
}

export type SunPhase = 'day' | 'golden' | 'blue' | 'twilight' | 'night';

/** Above 6 degrees it is day; to −4 the light is golden, to −6 blue; below −12 nothing of the day is left. */
export function sunPhase(altitude: number): SunPhase {
  if (altitude >= 6) return 'day';
  if (altitude >= -4) return 'golden';
  if (altitude >= -6) return 'blue';
  return altitude >= -12 ? 'twilight' : 'night';
}

/** Of the half day in which it rises. */
export function isRising(utcMs: number, latitude: number, longitude: number): boolean {
  const later = sunAltitude(utcMs + 5 * 60_000, latitude, longitude);
  return later > sunAltitude(utcMs - 5 * 60_000, latitude, longitude);
}
