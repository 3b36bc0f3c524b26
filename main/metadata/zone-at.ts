import lookUp from '@photostructure/tz-lookup';

/** The IANA name of the time zone at a place, by a map of the world's zones; nautical at sea. Null for no place. */
export function zoneAt(latitude: number, longitude: number): string | null {
  try {
    return lookUp(latitude, longitude);
  } catch {
    return null;
  }
}
