import type { ReactNode, RefObject } from 'react';
import { classes } from './classes.js';
import './page.css';

export interface PageProps {
  /** Of `usePageFocus`. */
  readonly page: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly testId: string;
  /** Of the page, where it is unlike others. */
  readonly className?: string;
  /** Of the column that it consists of: how wide it is. */
  readonly column: string;
  readonly children: ReactNode;
  /** Beside the column: dialogs. */
  readonly dialogs?: ReactNode;
}

/** What stands in the place of the grid: one column that scrolls. */
export function Page({ page, label, testId, className, column, children, dialogs }: PageProps) {
  return (
    <section
      ref={page}
      className={classes('page', 'scroll', className)}
      tabIndex={-1}
      aria-label={label}
      data-testid={testId}
    >
      <div className={classes('page-column', column)}>{children}</div>
      {dialogs}
    </section>
  );
}
