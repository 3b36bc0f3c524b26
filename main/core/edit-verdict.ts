/** Whether a file's new bytes are an edit of the old ones, or another photo under the same name. Pure. */

export type EditVerdict = 'edited' | 'replaced';

/** As shown, orientation applied; null where it is not known. */
export interface Size {
  readonly width: number | null;
  readonly height: number | null;
}

/** What is known of bytes that can be compared; null where it is not known. */
export interface Outline extends Size {
  /** The camera's own time, wall clock; never a time made of the file's name or date. */
  readonly capturedLocalMs: number | null;
}

export interface Likeness extends Outline {
  /** 64-bit difference hashes of the picture, upright and turned by each quarter, 8 bytes each. */
  readonly look: Uint8Array | null;
}

/** Editors drop or round fractions of a second. */
const sameMomentMillis = 1_000;
const lookBytes = 8;
/** Bits of 64. Re-compressed and adjusted pictures stay below 12; unrelated ones lie around 32. */
const otherLookBits = 20;
/** Of a picture that was turned: three more chances to be taken for another one ask for more likeness. */
const otherTurnedLookBits = 12;

/**
 * `replaced` when the look differs, and the capture time or the dimensions do too; two photos of one camera have the same
 * dimensions. The same capture time on both sides always means the same photo. What is not known differs from nothing.
 */
export function verdictOnEdit(before: Likeness, after: Likeness): EditVerdict {
  return couldBeReplaced(before, after) && hasOtherLook(before, after) ? 'replaced' : 'edited';
}

/** False when the look cannot change the verdict any more. */
export function couldBeReplaced(before: Outline, after: Outline): boolean {
  if (before.capturedLocalMs === null || after.capturedLocalMs === null) return hasOtherDimensions(before, after);
  return Math.abs(before.capturedLocalMs - after.capturedLocalMs) >= sameMomentMillis;
}

function hasOtherDimensions(before: Outline, after: Outline): boolean {
  if (before.width === null || before.height === null || after.width === null || after.height === null) return false;
  const isSame = before.width === after.width && before.height === after.height;
  return !isSame && !isTurned(before, after);
}

/** The sides of the picture changed places: it was turned by a quarter, to the left or to the right. */
export function isTurned(before: Size, after: Size): boolean {
  if (before.width === null || before.height === null || before.width === before.height) return false;
  return before.width === after.height && before.height === after.width;
}

function hasOtherLook(before: Likeness, after: Likeness): boolean {
  if (before.look === null || after.look === null) return false;
  const upright = after.look.subarray(0, lookBytes);
  for (let at = 0; at < before.look.length; at += lookBytes) {
    const bits = differingBits(before.look.subarray(at, at + lookBytes), upright);
    if (bits <= (at === 0 ? otherLookBits : otherTurnedLookBits)) return false;
  }
  return true;
}

function differingBits(a: Uint8Array, b: Uint8Array): number {
  let bits = 0;
  a.forEach((byte, at) => {
    for (let rest = byte ^ (b[at] ?? 0); rest !== 0; rest &= rest - 1) bits++;
  });
  return bits;
}
