/** Days with photos, by the wall clock of where each was taken. */
import type { CalendarYear, GridView, LocationId } from '../../preload/contract/model.js';
import { snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { statementOf, withSetsOf } from './grid.js';
import { covers, isOfFew, parametersOf, planView, sourceOf } from './grid-view.js';
import type { ViewPlan } from './grid-view.js';
import { noContext } from './search-plan.js';
import type { SearchContext } from './search-plan.js';

const dayMs = 86_400_000;

/**
 * The days of a year on which a view has photos, and the years that have any; null: the last of these. A year is a range
 * of the index: what it costs is that year's photos, not the library's.
 */
export function calendarYear(
  db: ReadDb,
  view: GridView,
  wanted: number | null,
  context: SearchContext = noContext,
): CalendarYear {
  return snapshot(db, () => {
    const years = yearsOf(db, view, context);
    const year = wanted ?? years.at(-1) ?? new Date().getUTCFullYear();
    const plan = planView(db, { ...view, from: yearStart(year), to: yearStart(year + 1) }, 'all', context);
    // The photo of a day is its last one that can be shown, as far as there is one.
    const days = rowsOf(
      db,
      plan,
      `SELECT CAST(floor(1.0 * e.sort_time_ms / ${dayMs}) AS INTEGER),
         count(DISTINCT coalesce(e.photo_id, -e.id)), e.id, max((e.preview_state = 1) * 100000000000000 + e.sort_time_ms)
       FROM ${sourceOf(plan)} WHERE ${covers(plan, 'e')} GROUP BY 1 ORDER BY 1`,
    ) as [day: number, photos: number, locationId: LocationId][];
    return {
      year,
      years,
      days: days.map(([day, photos, locationId]) => ({ dayMs: day * dayMs, photos, locationId })),
    };
  });
}

function rowsOf(db: ReadDb, plan: ViewPlan, sql: string): unknown {
  return withSetsOf(db, plan, () => statementOf(db, plan, sql).all(parametersOf(plan)));
}

function yearStart(year: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, 0, 1);
  return date.getTime();
}

/** By steps through the index, one a year; where a view is of few photos, by a look at all of them. */
function yearsOf(db: ReadDb, view: GridView, context: SearchContext): number[] {
  const whole = planView(db, view, 'all', context);
  if (whole.isSparse || isOfFew(whole)) {
    const found = rowsOf(
      db,
      whole,
      `SELECT DISTINCT CAST(strftime('%Y', e.sort_time_ms / 1000.0, 'unixepoch') AS INTEGER) FROM ${sourceOf(whole)}
       WHERE ${covers(whole, 'e')} ORDER BY 1`,
    ) as [number][];
    return found.map(([year]) => year);
  }
  const years: number[] = [];
  let to = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const plan = planView(db, { ...view, to }, 'firstScreen', context);
    const [last] = rowsOf(
      db,
      plan,
      `SELECT e.sort_time_ms FROM ${sourceOf(plan)} WHERE ${covers(plan, 'e')} ORDER BY e.sort_time_ms DESC, e.id DESC LIMIT 1`,
    ) as [number][];
    if (last === undefined) return years.reverse();
    const year = new Date(last[0]).getUTCFullYear();
    years.push(year);
    to = yearStart(year);
  }
}
