import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planScan } from './plan-scan.js';
import type { KnownFile, ScanOutcome, Sighting } from './plan-scan.js';
import { compareCodePoints, isWithin } from './rel-path.js';

function key(sighting: Sighting): string {
  return sighting.kind === 'unreadable_folder' ? `${sighting.relPath}/` : sighting.relPath;
}

type IsIgnored = (relPath: string) => boolean;

function plan(known: readonly KnownFile[], seen: readonly Sighting[], isIgnored: IsIgnored): ScanOutcome[] {
  const inOrder = [...known].sort((a, b) => compareCodePoints(a.relPath, b.relPath));
  return [
    ...planScan(
      inOrder[Symbol.iterator](),
      [...seen].sort((a, b) => compareCodePoints(key(a), key(b))),
      isIgnored,
    ),
  ];
}

/** The same decisions by look-up, one file at a time. */
function oracle(known: readonly KnownFile[], seen: readonly Sighting[], isIgnored: IsIgnored): ScanOutcome[] {
  const outcomes: ScanOutcome[] = [];
  for (const sighting of seen) {
    if (sighting.kind !== 'file') {
      const kind = sighting.kind === 'left_out' ? 'left_out' : 'unreadable';
      outcomes.push({ kind, relPath: sighting.relPath, reason: sighting.reason });
      continue;
    }
    const { relPath, sizeBytes, mtimeMs, touchedAtMs, device, inode } = sighting;
    const stats = { sizeBytes, mtimeMs, touchedAtMs, device, inode };
    const row = known.find((candidate) => candidate.relPath === relPath);
    if (row === undefined) outcomes.push({ kind: 'added', relPath, ...stats });
    else if (row.sizeBytes !== sizeBytes || row.mtimeMs !== mtimeMs)
      outcomes.push({ kind: 'changed', id: row.id, ...stats });
    else {
      outcomes.push(row.presence === 0 ? { kind: 'unchanged' } : { kind: 'returned', id: row.id });
      const isOther = row.inode !== inode && row.device === device;
      if (inode !== null && (row.device !== device || row.inode !== inode))
        outcomes.push({ kind: 'identified', id: row.id, device, inode, isOtherFile: isOther && row.inode !== null });
    }
  }
  for (const row of known) {
    const isSeen = seen.some((sighting) => sighting.kind === 'file' && sighting.relPath === row.relPath);
    // A file whose place a folder has taken is gone, readable or not.
    const isHidden = seen.some(
      (sighting) =>
        sighting.kind === 'unreadable_folder' &&
        isWithin(sighting.relPath, row.relPath) &&
        sighting.relPath !== row.relPath,
    );
    if (!isSeen && !isHidden) outcomes.push({ kind: isIgnored(row.relPath) ? 'ignored' : 'gone', id: row.id });
  }
  return outcomes;
}

const sortable = (outcomes: readonly ScanOutcome[]): string[] =>
  outcomes.map((outcome) => JSON.stringify(outcome)).sort();

const folder = fc.constantFrom('', 'a', 'a/b', 'a-b', 'é', '\u{1f600}');
const fileName = fc.constantFrom('1.jpg', '2.jpg', 'a.jpg', 'b');
const relPath = fc.tuple(folder, fileName).map(([where, name]) => (where === '' ? name : `${where}/${name}`));
const fileId = fc.option(
  fc.record({ device: fc.constantFrom<number | null>(1, 2), inode: fc.constantFrom<number | null>(7, 8) }),
  { nil: { device: null, inode: null } },
);
function withFileId<T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<
  T & { device: number | null; inode: number | null }
> {
  return fc.tuple(fc.record(fields), fileId).map(([row, id]) => ({ ...(row as T), ...id }));
}

const known = fc.uniqueArray(
  withFileId({
    id: fc.nat(),
    relPath,
    sizeBytes: fc.constantFrom(1, 2),
    mtimeMs: fc.constantFrom(10, 20),
    presence: fc.constantFrom(0, 1, 2),
  }),
  { selector: (row) => row.relPath },
);
const seenFiles = fc.uniqueArray(
  withFileId({
    kind: fc.constant('file' as const),
    relPath,
    sizeBytes: fc.constantFrom(1, 2),
    mtimeMs: fc.constantFrom(10, 20),
    touchedAtMs: fc.constantFrom(20, 30),
  }),
  { selector: (file) => file.relPath },
);
/** Links: no known file that bears such a path is seen again. */
const links = fc.uniqueArray(fc.constantFrom<string>('1.jpg', 'a/link', 'é/2.jpg', 'z'));
const ignored = fc.uniqueArray(relPath);
const unreadable = fc.option(fc.constantFrom('a', 'a/b', 'é'), { nil: undefined });

describe('planScan', () => {
  it('decides as a look-up of each file would, whatever folder cannot be read, is a link or is ignored', () => {
    fc.assert(
      fc.property(known, seenFiles, unreadable, links, ignored, (rows, found, hidden, linked, ignoredPaths) => {
        const isIgnored = (path: string): boolean => ignoredPaths.includes(path);
        const files: Sighting[] = [
          ...found.filter((file) => !linked.includes(file.relPath) && !isIgnored(file.relPath)),
          ...linked.map((path) => ({ kind: 'left_out' as const, relPath: path, reason: 'a link' })),
        ];
        const seen: Sighting[] =
          hidden === undefined
            ? files
            : [
                // Nothing is seen below a folder that cannot be listed.
                ...files.filter((file) => !isWithin(hidden, file.relPath)),
                { kind: 'unreadable_folder', relPath: hidden, reason: 'no permission' },
              ];
        expect(sortable(plan(rows, seen, isIgnored))).toEqual(sortable(oracle(rows, seen, isIgnored)));
      }),
      { numRuns: 500 },
    );
  });

  it('takes nothing for gone when the root itself cannot be read', () => {
    const row: KnownFile = { id: 1, relPath: 'a.jpg', sizeBytes: 1, mtimeMs: 1, device: 1, inode: 1, presence: 0 };
    const outcomes = [
      ...planScan([row][Symbol.iterator](), [{ kind: 'unreadable_folder', relPath: '', reason: 'EIO' }]),
    ];
    expect(outcomes).toEqual([{ kind: 'unreadable', relPath: '', reason: 'EIO' }]);
  });
});
