/** When so many files are not found at once that a person is asked before it is believed. */

const alwaysAskedAbove = 200;
const askedAboveShare = 0.2;
/** Fewer than this are an afternoon's tidying up in a small folder. */
const handful = 5;

/** `lost`: files not found whose bytes are known nowhere else; `known`: files that were there before, these among them. */
export function isMassLoss(lost: number, known: number): boolean {
  return lost >= handful && (lost > alwaysAskedAbove || lost > known * askedAboveShare);
}
