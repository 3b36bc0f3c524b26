/** What a photo looks like, as a vector of small whole numbers, and how alike two are. Pure. */

/** The largest number of a vector becomes this one; they are never negative. */
const largest = 255;

/** Only directions are compared, so that the length need not be kept. */
export function quantized(values: Float32Array): Uint8Array {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  if (most <= 0) return new Uint8Array(values.length);
  return Uint8Array.from(values, (value) => Math.round((Math.max(0, value) / most) * largest));
}
