import { describe, expect, it } from 'vitest';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase } from '../testing/database.js';
import { readAgainForPreviewsSteps } from './locations.js';

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
