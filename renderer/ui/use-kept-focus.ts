import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

export interface KeptFocus {
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: () => void;
}

function focusItem(item: Element): void {
  const first = item.matches('[tabindex]') ? item : item.querySelector('button');
  if (first instanceof HTMLElement) first.focus({ preventScroll: true });
}

/**
 * For a list: an item that goes away with the keyboard focus hands it to the one that takes its place; `onEmpty` when
 * none is left. A menu of an item counts as the item.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>, onEmpty: () => void): KeptFocus {
  const index = useRef(-1);
  const indexBefore = useRef(-1);
  useLayoutEffect(() => {
    // React tells of no blur when it is React that takes the element out.
    if (index.current < 0 || document.activeElement !== document.body) return;
    const items = list.current?.children ?? [];
    const item = items[Math.min(index.current, items.length - 1)];
    if (item === undefined) {
      index.current = -1;
      onEmpty();
    } else {
      focusItem(item);
    }
  });
  return {
    onFocus: ({ target }) => {
      const items = [...(list.current?.children ?? [])];
      const found = items.findIndex((item) => item.contains(target));
      // A menu stands elsewhere in the document.
      index.current = found >= 0 ? found : indexBefore.current;
    },
    onBlur: () => {
      indexBefore.current = index.current;
      index.current = -1;
    },
  };
}
