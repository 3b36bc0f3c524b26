import type { ReactNode } from 'react';
import { messages } from '../../lib/messages.js';
import { Button, Waiting } from '../../ui/index.js';
import type { Pages } from './use-pages.js';

export interface PartListProps<T> {
  readonly title: string;
  readonly intro: string;
  readonly noneTitle: string;
  readonly noneText: string;
  readonly pages: Pages<T>;
  /** Buttons for all at once. */
  readonly actions?: ReactNode;
  readonly children: (item: T) => ReactNode;
}

/** One of the lists that the Health page leads to, and the way back. */
export function PartList<T>({ title, intro, noneTitle, noneText, pages, actions, children }: PartListProps<T>) {
  const { items, error, hasMore, showMore, reload } = pages;
  const words = messages.health;
  return (
    <>
      <div className="health-part-head">
        <h2>{title}</h2>
        {items === null || items.length === 0 ? null : actions}
      </div>
      <p className="health-part-intro">{intro}</p>
      {error === null ? null : (
        <div className="health-part-error" role="alert">
          <p className="selectable">
            {words.listFailed} {error}
          </p>
          <Button onPress={reload}>{words.retry}</Button>
        </div>
      )}
      {items === null && error === null ? <Waiting text={words.loading} /> : null}
      {items?.length === 0 ? (
        <div className="state" data-testid="health-none">
          <h3>{noneTitle}</h3>
          <p>{noneText}</p>
        </div>
      ) : null}
      <ul className="health-items" aria-label={title}>
        {(items ?? []).map(children)}
      </ul>
      {hasMore ? (
        <Button className="health-show-more" onPress={showMore}>
          {words.more}
        </Button>
      ) : null}
    </>
  );
}
