/** Numbers, dates and photographic quantities as people write them in the language of the window, and in their region. */
import { locale } from '../api/index.js';
import { units } from './messages/units.js';

const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const fiveDecimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 5, maximumFractionDigits: 5 });
const numerus = new Intl.PluralRules(locale);
const list = new Intl.ListFormat(locale, { type: 'conjunction' });
const monthName = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const shortMonth = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const wallDate = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
const wallTime = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
const wallShortDate = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const monthAlone = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
const monthDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
const dayName = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const momentDate = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

export function formatCount(count: number): string {
  return integer.format(count);
}

/** `one` and `many` without the number: "1 photo", "1,204 photos". */
export function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${numerus.select(count) === 'one' ? one : many}`;
}

/** "tags", "tags and insights", "tags, insights and libraries". */
export function formatList(parts: readonly string[]): string {
  return list.format(parts);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return plural(bytes, ...units.byte);
  const steps = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = -1;
  while (value >= 999.5 && unit < steps.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? oneDecimal.format(value) : integer.format(value)} ${steps[unit] ?? 'kB'}`;
}

export function formatMonth(monthStartMs: number): string {
  return monthName.format(monthStartMs);
}

export function formatShortMonth(monthStartMs: number): string {
  return shortMonth.format(monthStartMs);
}

/** A share from 0 to 1: "0 %", "under 1 %", "12 %". */
export function formatPercent(share: number): string {
  const percent = share * 100;
  return percent > 0 && percent < 1 ? 'under 1 %' : `${integer.format(percent)} %`;
}

/** "July", without the year. */
export function formatMonthName(monthStartMs: number): string {
  return monthAlone.format(monthStartMs);
}

/** "14 July", without the year. */
export function formatMonthDay(localMs: number): string {
  return monthDay.format(localMs);
}

/** "Fri" */
export function formatWeekday(localMs: number): string {
  return weekday.format(localMs);
}

/** "12", "1.2K": where there is room for little. */
export function formatCompact(count: number): string {
  return compact.format(count);
}

/** "200 m", "50 km": a round length. */
export function formatDistance(metres: number): string {
  return metres < 1000 ? `${integer.format(metres)} m` : `${integer.format(metres / 1000)} km`;
}

/** "800 m", "3.4 km", "27 km": as near as it is of interest. */
export function formatKilometres(kilometres: number): string {
  if (kilometres < 0.95) return `${integer.format(Math.max(1, Math.round(kilometres * 10)) * 100)} m`;
  return `${kilometres < 9.95 ? oneDecimal.format(kilometres) : integer.format(kilometres)} km`;
}

/** A wall-clock time encoded as if it were UTC. */
export function formatWallDate(localMs: number): string {
  return wallDate.format(localMs);
}

export function formatShortWallDate(localMs: number): string {
  return wallShortDate.format(localMs);
}

export function formatWallTime(localMs: number): string {
  return wallTime.format(localMs);
}

/** A real moment, in the time zone of the computer. */
export function formatMoment(ms: number): string {
  return momentDate.format(ms);
}

/** The day of a real moment, in the time zone of the computer. */
export function formatDay(ms: number): string {
  return dayName.format(ms);
}

export function formatTimeOfDay(ms: number): string {
  return timeOfDay.format(ms);
}

export function formatOffset(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'UTC';
  const sign = offsetMinutes < 0 ? '\u2212' : '+';
  const minutes = Math.abs(offsetMinutes);
  const rest = minutes % 60;
  return `UTC${sign}${String(Math.floor(minutes / 60))}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

export function formatExposure(seconds: number): string {
  if (seconds >= 0.3) return `${oneDecimal.format(seconds)} s`;
  return `1/${String(Math.round(1 / seconds))} s`;
}

export interface ExposureFacts {
  readonly exposureSeconds: number | null;
  readonly apertureF: number | null;
  readonly iso: number | null;
  readonly focalLengthMm: number | null;
}

/** "1/250 s", "f/2.8", "ISO 400", "35 mm": what is known, in the order photographers read. */
export function exposureParts(facts: ExposureFacts): readonly string[] {
  const parts: string[] = [];
  if (facts.exposureSeconds !== null && facts.exposureSeconds > 0) parts.push(formatExposure(facts.exposureSeconds));
  if (facts.apertureF !== null) parts.push(`f/${oneDecimal.format(facts.apertureF)}`);
  if (facts.iso !== null) parts.push(`ISO ${String(facts.iso)}`);
  if (facts.focalLengthMm !== null) parts.push(`${oneDecimal.format(facts.focalLengthMm)} mm`);
  return parts;
}

export function formatDimensions(width: number, height: number): string {
  return `${String(width)} × ${String(height)}`;
}

export function formatMegapixels(width: number, height: number): string {
  const megapixels = (width * height) / 1e6;
  return `${megapixels < 10 ? oneDecimal.format(Math.max(0.1, megapixels)) : integer.format(megapixels)} MP`;
}

export function formatCoordinates(latitude: number, longitude: number): string {
  const part = (value: number, positive: string, negative: string): string =>
    `${fiveDecimals.format(Math.abs(value))}° ${value < 0 ? negative : positive}`;
  const { north, south, east, west } = units.compass;
  return `${part(latitude, north, south)}, ${part(longitude, east, west)}`;
}

/** "41.15° N, 8.61° W": about a town. */
export function formatTown(latitude: number, longitude: number): string {
  const part = (value: number, positive: string, negative: string): string =>
    `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`;
  return `${part(latitude, 'N', 'S')}, ${part(longitude, 'E', 'W')}`;
}

/** Camera makers repeat their name in the model: "NIKON CORPORATION" and "NIKON D750". */
export function formatCamera(make: string | null, model: string | null): string | null {
  if (model === null) return make;
  if (make === null) return model;
  const maker = make.split(/\s+/)[0]?.toLowerCase() ?? '';
  return model.toLowerCase().startsWith(maker) ? model : `${make} ${model}`;
}

export function fileExtension(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot <= 0 ? '' : fileName.slice(dot + 1).toUpperCase();
}

/** "under a minute", "4 min", "1 h 20 min". */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 60) return units.underAMinute;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return rest === 0 || hours >= 10 ? `${String(hours)} h` : `${String(hours)} h ${String(rest)} min`;
}

/** "0.4 s", "12 s", "3 min": how long something took. */
export function formatDuration(millis: number): string {
  const seconds = millis / 1000;
  if (seconds < 10) return `${oneDecimal.format(Math.max(0.1, seconds))} s`;
  return seconds < 60 ? `${integer.format(seconds)} s` : `${integer.format(seconds / 60)} min`;
}

/** "0:42", "12:05", "1:02:03": the length of a video, in whole seconds. */
export function formatLength(millis: number): string {
  const seconds = Math.max(1, Math.round(millis / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3600);
  const tail = two(seconds % 60);
  return hours === 0 ? `${String(minutes)}:${tail}` : `${String(hours)}:${two(minutes)}:${tail}`;
}

/** "just now", "5 min ago", "3 h ago", then the date. */
export function formatAgo(ms: number, nowMs: number): string {
  const seconds = (nowMs - ms) / 1000;
  if (seconds < 60) return units.justNow;
  if (seconds < 3600) return units.minutesAgo(Math.floor(seconds / 60));
  if (seconds < 86_400) return units.hoursAgo(Math.floor(seconds / 3600));
  return formatMoment(ms);
}

/** "10 seconds", "5 minutes", "1 hour": a pause between two looks, rounded. */
export function formatPause(millis: number): string {
  const seconds = Math.round(millis / 1000);
  if (seconds < 90) return plural(seconds, ...units.second);
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return plural(minutes, ...units.minute);
  return plural(Math.round(minutes / 60), ...units.hour);
}
