import { useEffect, useRef, type FocusEvent } from 'react';
import type { TagId } from '../../api/index.js';
import { afterOverlay } from '../../ui/index.js';

export interface KeptRow {
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** Who comes after a row that is gone; where nobody does, who came before it. Null when nobody is left. */
export function heirOf(gone: TagId, before: readonly TagId[], now: ReadonlySet<TagId>): TagId | null {
  const at = before.indexOf(gone);
  const isThere = (row: TagId): boolean => now.has(row);
  return before.slice(at + 1).find(isThere) ?? before.slice(0, Math.max(at, 0)).findLast(isThere) ?? null;
}

/** The list itself takes the focus of a row that is gone, and then no row has it. */
function isNowhere(element: Element | null): boolean {
  return element === null || element === document.body || element.getAttribute('role') === 'treegrid';
}

/**
 * A row that goes away with the keyboard focus hands it on. `rows`: those in sight, in their order. While something is
 * asked, the focus is with the question, and comes back. `take`: null when no row is left.
 */
export function useKeptRow(rows: readonly TagId[], isAsking: boolean, take: (row: TagId | null) => void): KeptRow {
  const focused = useRef<TagId | null>(null);
  const before = useRef(rows);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    if (isAsking) return;
    const row = focused.current;
    const old = before.current;
    before.current = rows;
    const now = new Set(rows);
    if (row === null || now.has(row)) return;
    const heir = heirOf(row, old, now);
    focused.current = heir;
    // The list draws its rows once more, and a question that closes gives the focus back first.
    afterOverlay(() => {
      if (isNowhere(document.activeElement)) latest.current(heir);
    });
  }, [rows, isAsking]);
  return {
    onFocus: ({ target }) => {
      const row = target.closest<HTMLElement>('[role="row"]');
      if (row !== null) focused.current = Number(row.dataset['key']) as TagId;
      else if (!isNowhere(target)) focused.current = null;
    },
    onBlur: ({ relatedTarget }) => {
      // To nowhere, or to a question about the row: it comes back.
      if (relatedTarget?.closest('[role*="dialog"], [role="menu"]') === null) {
        focused.current = null;
      }
    },
  };
}
