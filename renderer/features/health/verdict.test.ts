import { describe, expect, it } from 'vitest';
import type { Health, LibraryId, LibrarySummary } from '../../api/index.js';
import { thingsToLookAt, verdictOf } from './verdict.js';

const well: Health = {
  ambiguousTags: 0,
  replacedFiles: 0,
  missingPhotos: 0,
  unreadableFiles: 0,
  leftOutPaths: 0,
  silentlyChanged: 0,
  duplicates: { photos: 4, extraFiles: 5, reclaimableBytes: 1000 },
  orphans: { photos: 2, tags: 3, marks: 0, albums: 0, stacks: 0, insights: 1 },
  heldBack: [],
  backlog: { toRead: 9, toDescribe: 0, toReconcile: 0 },
  verification: { files: 10, due: 10, oldestVerifiedAtMs: null, intervalDays: 90 },
  database: { sizeBytes: 4096, lastCheck: null },
  lastSelfCheck: null,
  lastBackup: null,
};
const guard = { noticedAtMs: 0, count: 50, total: 60, examples: [] };

describe('verdict on the health of everything', () => {
  it('is well when nothing waits, whatever there is to tidy up', () => {
    expect(verdictOf(well, [])).toMatchObject({ tone: 'well', title: 'Everything is well' });
  });

  it('counts questions, not files', () => {
    const health: Health = {
      ...well,
      ambiguousTags: 12,
      silentlyChanged: 1,
      heldBack: [
        { libraryId: 1 as LibraryId, name: 'One', guard },
        { libraryId: 2 as LibraryId, name: 'Two', guard },
      ],
    };
    expect(thingsToLookAt(health, [])).toBe(4);
    expect(verdictOf(health, [])).toMatchObject({ tone: 'look', title: '4 things need a look' });
  });

  it('counts a library whose folder is not trusted or was found elsewhere, and none that is only away', () => {
    const library = (availability: Partial<LibrarySummary['availability']>): LibrarySummary => ({
      id: 1 as LibraryId,
      name: 'Drive',
      rootPath: '/drive',
      availability: {
        state: 'offline',
        reason: 'root_missing',
        message: 'Away.',
        foundAt: null,
        watching: null,
        ...availability,
      },
      hasMarker: false,
      lossGuard: null,
      ignorePatterns: [],
      leftOutCount: 0,
      photoCount: 1,
      locationCount: 1,
      missingCount: 0,
      problemCount: 0,
      backlogCount: 0,
      lastScan: null,
    });
    const away = library({});
    const suspect = library({ state: 'suspect', reason: 'root_empty' });
    const found = library({ foundAt: '/elsewhere' });
    expect(thingsToLookAt(well, [away])).toBe(0);
    expect(thingsToLookAt(well, [away, suspect, found])).toBe(2);
  });

  it('takes a database that is not sound for a thing to look at', () => {
    const lastCheck = { checkedAtMs: 1, isSound: false, findings: ['a page is lost'] };
    expect(verdictOf({ ...well, database: { sizeBytes: 1, lastCheck } }, []).title).toBe('1 thing needs a look');
  });

  it('is quiet about what is missing, but says it', () => {
    const verdict = verdictOf({ ...well, missingPhotos: 1, unreadableFiles: 3 }, []);
    expect(verdict.tone).toBe('quiet');
    expect(verdict.text).toBe('Good to know: 1 photo is missing, 3 files could not be read.');
  });
});
