/** Whether a file's new bytes are an edit of the old ones, or another photo under the same name. Pure. */

export type EditVerdict = 'edited' | 'replaced';

/** What is known of bytes that can be compared; null where it is not known. */
export interface Outline {
  /** The camera's own time, wall clock; never a time made of the file's name or date. */
  readonly capturedLocalMs: number | null;
  /** As shown, orientation applied. */
  readonly width: number | null;
  readonly height: number | null;
}

export interface Likeness extends Outline {
  /** 64-bit difference hash of the picture, as 8 bytes. */
  readonly look: Uint8Array | null;
}

/** Editors drop or round fractions of a second. */
const sameMomentMillis = 1_000;
/** Bits of 64. Re-compressed and adjusted pictures stay below 12; unrelated ones lie around 32. */
const otherLookBits = 20;

/**
 * `replaced` only when capture time, dimensions and look are all known and all differ. Anything unknown counts as the
 * same: to carry too much can be seen and undone, to lose what was known cannot.
 */
export function verdictOnEdit(before: Likeness, after: Likeness): EditVerdict {
  return couldBeReplaced(before, after) && hasOtherLook(before, after) ? 'replaced' : 'edited';
}

/** False when the look cannot change the verdict any more. */
export function couldBeReplaced(before: Outline, after: Outline): boolean {
  return hasOtherTime(before, after) && hasOtherDimensions(before, after);
}

function hasOtherTime(before: Outline, after: Outline): boolean {
  return (
    before.capturedLocalMs !== null &&
    after.capturedLocalMs !== null &&
    Math.abs(before.capturedLocalMs - after.capturedLocalMs) >= sameMomentMillis
  );
}

function hasOtherDimensions(before: Outline, after: Outline): boolean {
  if (before.width === null || before.height === null || after.width === null || after.height === null) return false;
  const isSame = before.width === after.width && before.height === after.height;
  const isTurned = before.width === after.height && before.height === after.width;
  return !isSame && !isTurned;
}

function hasOtherLook(before: Likeness, after: Likeness): boolean {
  return before.look !== null && after.look !== null && differingBits(before.look, after.look) > otherLookBits;
}

function differingBits(a: Uint8Array, b: Uint8Array): number {
  let bits = 0;
  a.forEach((byte, at) => {
    for (let rest = byte ^ (b[at] ?? 0); rest !== 0; rest &= rest - 1) bits++;
  });
  return bits;
}
