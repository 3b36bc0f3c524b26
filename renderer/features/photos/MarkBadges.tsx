import { Flag, FlagOff, Star } from 'lucide-react';
import { unpackMarks } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

const shownStars = 5;

/** What is said of the photo's marks, for its label; nothing of those that are not set. */
export function markTexts(packed: number): readonly string[] {
  if (packed === 0) return [];
  const { rating, flag, label } = unpackMarks(packed);
  return [
    ...(rating === 0 ? [] : [messages.marks.stars(rating)]),
    ...(flag === null ? [] : [messages.marks.flag[flag]]),
    ...(label === null ? [] : [messages.marks.label[label]]),
  ];
}

/** It is shown pale. */
export function isRejected(packed: number): boolean {
  return packed !== 0 && unpackMarks(packed).flag === 'rejected';
}

/** Only what is set: on most photos nothing. */
export function MarkBadges({ packed, width }: { readonly packed: number; readonly width: number }) {
  if (packed === 0) return null;
  const { rating, flag, label } = unpackMarks(packed);
  const isNarrow = width < 92;
  return (
    <>
      {label === null ? null : <span className="tile-label" data-colour={label} />}
      {rating === 0 && flag === null ? null : (
        <span className="tile-badge tile-badge-marks">
          {flag === 'picked' ? <Flag size={11} fill="currentcolor" /> : null}
          {flag === 'rejected' ? <FlagOff size={11} /> : null}
          {rating === 0 ? null : isNarrow ? (
            <>
              {rating}
              <Star size={10} fill="currentcolor" strokeWidth={0} />
            </>
          ) : (
            Array.from({ length: Math.min(rating, shownStars) }, (_, i) => (
              <Star key={i} size={10} fill="currentcolor" strokeWidth={0} />
            ))
          )}
        </span>
      )}
    </>
  );
}
