/** Days by the wall clock, encoded as if it were UTC: no zone and no summer time can move them. */
import type { GridView } from '../../api/index.js';

export const DAY_MS = 86_400_000;

export interface Day {
  readonly year: number;
  /** 0 to 11. */
  readonly month: number;
  /** From 1. */
  readonly day: number;
}

export function dayOf(ms: number): Day {
  const date = new Date(ms);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

/** Years below 100 are those of antiquity, not of the last century. */
export function dayMs({ year, month, day }: Day): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

/** What the clock of this computer shows, as a day. */
export function today(nowMs: number): number {
  const date = new Date(nowMs);
  return dayMs({ year: date.getFullYear(), month: date.getMonth(), day: date.getDate() });
}

export function isToday(ms: number): boolean {
  return ms === today(Date.now());
}

export function daysIn(year: number, month: number): number {
  return dayOf(dayMs({ year, month: month + 1, day: 0 })).day;
}

export function isLeap(year: number): boolean {
  return daysIn(year, 1) === 29;
}

export function plusDays(ms: number, days: number): number {
  return ms + days * DAY_MS;
}

/** The same day of another month, or its last one. */
export function plusMonths(ms: number, months: number): number {
  const { year, month, day } = dayOf(ms);
  const first = dayOf(dayMs({ year, month: month + months, day: 1 }));
  return dayMs({ ...first, day: Math.min(day, daysIn(first.year, first.month)) });
}

/** Weeks of a month, each of seven; null outside of it. `firstWeekday`: 0 is Sunday. */
export function weeksOf(year: number, month: number, firstWeekday: number): readonly (readonly (number | null)[])[] {
  const first = dayMs({ year, month, day: 1 });
  const lead = (new Date(first).getUTCDay() - firstWeekday + 7) % 7;
  const count = daysIn(year, month);
  const weeks = Math.ceil((lead + count) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, weekday) => {
      const at = week * 7 + weekday - lead;
      return at < 0 || at >= count ? null : plusDays(first, at);
    }),
  );
}

/**
 * The days of other years that go with this one, as month × 100 + day. A leap day has its own; in years without one, its
 * photos come up on 28 February.
 */
export function monthDaysOf(ms: number): readonly number[] {
  const { year, month, day } = dayOf(ms);
  const own = (month + 1) * 100 + day;
  return own === 228 && !isLeap(year) ? [228, 229] : [own];
}

/** Photos of this day in the years before. */
export function onThisDayView(base: GridView, todayMs: number): GridView {
  return { ...base, monthDays: monthDaysOf(todayMs), to: dayMs({ ...dayOf(todayMs), month: 0, day: 1 }) };
}

/** Of all years. */
export function everyYearView(base: GridView, ms: number): GridView {
  return { ...base, monthDays: monthDaysOf(ms) };
}

export function dayView(base: GridView, ms: number): GridView {
  return { ...base, from: ms, to: plusDays(ms, 1) };
}

/** The view without what a calendar, or a map, narrowed it to. */
export function wholeView(view: GridView): GridView {
  const { from: _from, to: _to, monthDays: _monthDays, bounds: _bounds, ...whole } = view;
  return whole;
}

/** 1 to `steps` for days with photos, by the order of magnitude against the fullest day; 0 for none. */
export function heatOf(photos: number, most: number, steps: number): number {
  if (photos <= 0) return 0;
  if (most <= 1) return 1;
  return Math.min(steps, 1 + Math.floor((Math.log(photos) / Math.log(most)) * (steps - 1) + 1e-9));
}

/** 0 for Sunday; as the region writes its weeks. */
export function firstWeekdayOf(locale: string): number {
  const region = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { readonly firstDay: number } };
  return (region.getWeekInfo?.().firstDay ?? 1) % 7;
}
