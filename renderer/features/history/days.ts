import type { Edit } from '../../api/index.js';
import { formatDay } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';

export interface Day {
  readonly key: string;
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** The calendar day in the time zone of the computer. */
function dayOf(ms: number): string {
  const date = new Date(ms);
  return [date.getFullYear(), date.getMonth(), date.getDate()].join('-');
}

function yesterdayOf(nowMs: number): string {
  const date = new Date(nowMs);
  date.setDate(date.getDate() - 1);
  return dayOf(date.getTime());
}

function titleOf(ms: number, nowMs: number): string {
  const day = dayOf(ms);
  if (day === dayOf(nowMs)) return messages.history.today;
  return day === yesterdayOf(nowMs) ? messages.history.yesterday : formatDay(ms);
}

/** The same for a day when edits join it, so that what is shown of it stays. */
function keyOf(day: string, before: readonly { readonly day: string }[]): string {
  return `${day} ${String(before.filter((other) => other.day === day).length)}`;
}

/**
 * Edits under the day on which they were made, in the order given. A clock that was set back makes a day come twice:
 * the order of the edits is what counts.
 */
export function groupByDay(edits: readonly Edit[], nowMs: number): readonly Day[] {
  const days: { key: string; title: string; day: string; edits: Edit[] }[] = [];
  for (const edit of edits) {
    const day = dayOf(edit.atMs);
    const last = days.at(-1);
    if (last?.day === day) last.edits.push(edit);
    else days.push({ key: keyOf(day, days), day, title: titleOf(edit.atMs, nowMs), edits: [edit] });
  }
  return days;
}
