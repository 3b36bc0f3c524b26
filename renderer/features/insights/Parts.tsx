import { Fragment } from 'react';
import { messages } from '../../lib/messages.js';
import type { DiffPart } from './word-diff.js';

/** What became of a text, word by word. Who does not see colours and lines hears where something begins and ends. */
export function Parts({ parts }: { readonly parts: readonly DiffPart[] }) {
  const words = messages.compareVersions;
  return parts.map((part, index) => {
    const key = `${String(index)} ${part.kind}`;
    if (part.kind === 'same') return <span key={key}>{part.text}</span>;
    const Mark = part.kind === 'added' ? 'ins' : 'del';
    // A space that came or went along is not worth a mark.
    const text = part.text.trimEnd();
    return (
      <Fragment key={key}>
        <Mark>
          <span className="visually-hidden">
            {' ['}
            {part.kind === 'added' ? words.addedStart : words.removedStart}{' '}
          </span>
          {text === '' ? part.text : text}
          <span className="visually-hidden">{'] '}</span>
        </Mark>
        {text === '' ? '' : part.text.slice(text.length)}
      </Fragment>
    );
  });
}
