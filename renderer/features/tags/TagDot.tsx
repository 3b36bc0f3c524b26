import type { CSSProperties } from 'react';
import type { TagColour, TagId } from '../../api/index.js';
import { useTags } from './store.js';
import './tag-dot.css';

/** A tag's colour; an empty ring where there is none to show. */
export function ColourDot({ colour }: { readonly colour: TagColour | null }) {
  return (
    <span
      className="tag-dot"
      aria-hidden="true"
      {...(colour === null
        ? {}
        : { style: { '--dot': `var(--tag-${colour})` } as CSSProperties, 'data-colour': colour })}
    />
  );
}

/** Nothing where the tag has no colour. */
export function TagDot({ tagId }: { readonly tagId: TagId }) {
  const colour = useTags((state) => state.tags.find(({ id }) => id === tagId)?.colour ?? null);
  return colour === null ? null : <ColourDot colour={colour} />;
}
