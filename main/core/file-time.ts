/** Integral, because parts of a millisecond do not survive every file system; 0 for times that no calendar holds. */
export function mtimeMsOf({ mtime }: { readonly mtime: Date }): number {
  const timeMs = mtime.getTime();
  return Number.isFinite(timeMs) ? timeMs : 0;
}
