import { useEffect, useRef, type RefObject } from 'react';

/** For the element of a page: what had the focus went away with the page before, or, where it has parts, with the `part`. */
export function usePageFocus(part?: string): RefObject<HTMLElement | null> {
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    page.current?.focus({ preventScroll: true });
  }, [part]);
  return page;
}
