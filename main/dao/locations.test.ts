import { describe, expect, it } from 'vitest';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import {
  describeAgainSteps,
  hasUnconfirmed,
  markReturned,
  nextReadDueAtMs,
  readAgainForPreviewsSteps,
  retryFailedReads,
  unconfirmedPaths,
} from './locations.js';

const previewStates = { ready: 1, unsupported: 2, damaged: 3 } as const;

function addRow(db: WriteDb, relPath: string, mimeType: string, previewState: number, presence = 0): void {
  const hash = hashNumbered(relPath.length);
  const id = addLocation(db, 1, relPath, { hash, previewState, presence });
  prepare(db, 'UPDATE image_exif SET mime_type = ?, read_attempts = 2, read_retry_at = 99 WHERE id = ?').run(
    mimeType,
    id,
  );
}

describe('files that can have a preview since an upgrade', () => {
  it('are read again, and nothing else is', () => {
    const db = memoryDatabase();
    addLibrary(db, 1);
    addRow(db, 'phone.heic', 'image/heic', previewStates.unsupported);
    addRow(db, 'called.jpg', 'image/jpeg', previewStates.damaged);
    addRow(db, 'shown.heic', 'image/heic', previewStates.ready);
    addRow(db, 'camera.nef', 'image/x-nikon-nef', previewStates.unsupported);
    addRow(db, 'large.jpg', 'image/jpeg', previewStates.unsupported);
    addRow(db, 'gone.heic', 'image/heic', previewStates.unsupported, 2);
    finish(readAgainForPreviewsSteps(db, ['image/heic', 'image/jxl']));
    const waiting = preparePluck(
      db,
      'SELECT rel_path FROM image_exif WHERE read_state = 0 AND read_attempts = 0 AND read_retry_at = 0 ORDER BY id',
    ).all();
    expect(waiting).toEqual(['phone.heic', 'called.jpg']);
    const kept = preparePluck(db, 'SELECT count(*) FROM image_exif WHERE content_hash IS NOT NULL').get();
    expect(kept).toBe(6);
  });
});

describe('what an earlier version described', () => {
  it('is described again, what is not there when it is back, and what failed not', () => {
    const db = memoryDatabase();
    addLibrary(db, 1);
    const states = [0, 1, 2];
    for (const presence of states) {
      for (const state of states) {
        const id = addLocation(db, 1, `${presence}-${state}.jpg`, { hash: hashNumbered(state), presence });
        prepare(db, 'UPDATE image_exif SET metadata_state = ? WHERE id = ?').run(state, id);
      }
    }
    const statesNow = preparePluck(db, 'SELECT metadata_state FROM image_exif ORDER BY id');
    const plans = plansOf(db, () => finish(describeAgainSteps(db)));
    expect(plans).toContain('SEARCH image_exif USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)');
    expect(statesNow.all()).toEqual([0, 0, 2, 0, 3, 2, 0, 3, 2]);
    markReturned(db, preparePluck(db, 'SELECT id FROM image_exif').all() as number[]);
    expect(statesNow.all()).toEqual([0, 0, 2, 0, 0, 2, 0, 0, 2]);
  });
});

describe('what each tick asks', () => {
  it('is answered by an index of the few rows it is about, not by those of a whole library', () => {
    const db = memoryDatabase();
    addLibrary(db, 1);
    const plans = plansOf(db, () => {
      hasUnconfirmed(db, 1);
      unconfirmedPaths(db, 1);
      nextReadDueAtMs(db, 1, 0);
      retryFailedReads(db, 1);
    });
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) expect(plan).toMatch(/image_exif_(not_present|to_read|unreadable)/);
  });

  it('makes failed files and those that wait due again, and no others', () => {
    const db = memoryDatabase();
    addLibrary(db, 1);
    const states = { failed: [2, 3, 0], waiting: [0, 0, 99], due: [0, 0, 0], damaged: [1, 3, 0], ready: [1, 1, 0] };
    for (const [relPath, [readState, previewState, retryAt]] of Object.entries(states)) {
      const id = addLocation(db, 1, relPath, {});
      prepare(db, 'UPDATE image_exif SET read_state = ?, preview_state = ?, read_retry_at = ? WHERE id = ?').run(
        readState,
        previewState,
        retryAt,
        id,
      );
    }
    expect(retryFailedReads(db, 1)).toBe(2);
    const due = preparePluck(
      db,
      'SELECT rel_path FROM image_exif WHERE read_state = 0 AND read_retry_at = 0 ORDER BY id',
    ).all();
    expect(due).toEqual(['failed', 'waiting', 'due']);
  });
});
