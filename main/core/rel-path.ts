/**
 * Order of SQLite's BINARY collation on UTF-8 text, which is the order of code points. JavaScript compares UTF-16
 * units, which puts U+E000–U+FFFF after the surrogates of everything above U+FFFF.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xIsSurrogate = x >= 0xd800 && x <= 0xdfff;
    const yIsSurrogate = y >= 0xd800 && y <= 0xdfff;
    if (xIsSurrogate !== yIsSurrogate) return xIsSurrogate ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

export function fileNameOf(relPath: string): string {
  return relPath.slice(relPath.lastIndexOf('/') + 1);
}

/** True when `relPath` is `folder` or lies below it; the empty folder is the root. */
export function isWithin(folder: string, relPath: string): boolean {
  return folder === '' || relPath === folder || relPath.startsWith(`${folder}/`);
}

/** Sorted, without duplicates and without paths below another one of the list. */
export function outermost(paths: readonly string[]): string[] {
  const result: string[] = [];
  for (const path of [...new Set(paths)].sort((a, b) => compareCodePoints(`${a}/`, `${b}/`))) {
    const last = result.at(-1);
    if (last === undefined || !isWithin(last, path)) result.push(path);
  }
  return result;
}
