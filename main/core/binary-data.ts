/** ExifTool tells the size of what it does not send: `(Binary data 11490 bytes, use -b option to extract)`. */

/** Bytes; null for a value that is a value. */
export function unsentBytes(value: unknown): number | null {
  const match = typeof value === 'string' ? /^\(Binary data (\d+) bytes/.exec(value) : null;
  return match === null ? null : Number(match[1]);
}
