import { useState } from 'react';
import type { EmbeddedText } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { visibleName } from '../../lib/visible-name.js';
import { Button, classes } from '../../ui/index.js';
import { shownFields, type ShownField, type ShownText } from './embedded.js';

const mostShown = 24;
/** Characters of a text that are shown at first. */
const longText = 280;

/** Nothing where the file says nothing. */
export function EmbeddedTexts({ texts }: { readonly texts: readonly EmbeddedText[] }) {
  const fields = shownFields(texts);
  if (fields.length === 0) return null;
  return (
    <section className="inspector-section" aria-labelledby="inspector-embedded" data-testid="inspector-embedded">
      <h3 id="inspector-embedded">{messages.embedded.heading}</h3>
      <dl className="embedded selectable">
        {fields.map((shown) => (
          <Field key={shown.field} shown={shown} />
        ))}
      </dl>
    </section>
  );
}

function Field({ shown: { field, texts } }: { readonly shown: ShownField }) {
  const [isWhole, setIsWhole] = useState(false);
  const isList = field === 'keyword' || field === 'person';
  const visible = isWhole ? texts : texts.slice(0, mostShown);
  return (
    <div className="embedded-field">
      <dt>{messages.embedded.fields[field]}</dt>
      {visible.map((shown) => (
        <dd key={shown.text} className={classes(isList && 'embedded-item')} title={sourcesOf(shown)}>
          <Text text={shown.text} />
        </dd>
      ))}
      {visible.length === texts.length ? null : (
        <dd>
          <Button
            variant="quiet"
            onPress={() => {
              setIsWhole(true);
            }}
          >
            {messages.embedded.more(texts.length - visible.length)}
          </Button>
        </dd>
      )}
    </div>
  );
}

function sourcesOf({ sources }: ShownText): string {
  return messages.embedded.from(sources.join(', '));
}

function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visibleName).join('\n');
}

function Text({ text }: { readonly text: string }) {
  const [isWhole, setIsWhole] = useState(false);
  if (isWhole || text.length <= longText) return <bdi className="embedded-text">{visibleLines(text)}</bdi>;
  return (
    <>
      <bdi className="embedded-text">{visibleLines(`${text.slice(0, longText)}…`)}</bdi>{' '}
      <Button
        variant="quiet"
        onPress={() => {
          setIsWhole(true);
        }}
      >
        {messages.embedded.wholeText}
      </Button>
    </>
  );
}
