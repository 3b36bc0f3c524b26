import type { Answers } from '../../../preload/contract/api.js';
import { purgeOrphansSteps, requireAllFilesKnown } from '../../dao/orphans.js';
import { settleReplacedSteps } from '../../dao/replaced-files.js';
import { AppFailure } from '../../db/failure.js';
import type { WriteDb } from '../../db/open.js';
import type { ThumbnailStore } from '../../db/thumbnail-store.js';
import { recountSteps } from '../../reconcile/recount.js';
import type { BackupKeeper } from '../backup-keeper.js';
import type { EngineControl } from '../control.js';

type Calls = 'recount' | 'purgeOrphans' | 'settleReplaced';

export interface HealthParts {
  readonly db: WriteDb;
  readonly thumbnails: ThumbnailStore;
  readonly backups: BackupKeeper;
  readonly control: EngineControl;
  readonly nowMs: () => number;
}

export function healthAnswers({
  db,
  thumbnails,
  backups,
  control,
  nowMs,
}: HealthParts): Pick<Answers<'engine'>, Calls> {
  const { changes } = control;
  return {
    recount: async () => {
      await control.inSteps(recountSteps(db));
      changes.add('libraries', 'photos', 'tags', 'health');
      changes.flush();
      control.tickSoon();
      return null;
    },
    settleReplaced: async ({ lineageIds, carry }) => {
      await control.inSteps(settleReplacedSteps(db, lineageIds, carry, nowMs()));
      changes.add('photos', 'tags', 'insights', 'health');
      changes.flush();
      return null;
    },
    purgeOrphans: async ({ libraryIds }) => {
      // Before the backup, which may take long; and after it, because files may have turned up meanwhile.
      requireAllFilesKnown(db);
      const backup = await backups.make('manual');
      requireAllFilesKnown(db);
      try {
        const purged = await control.inSteps(purgeOrphansSteps(db, thumbnails, libraryIds));
        if (purged === null) throw new AppFailure('cancelled', 'Keepsight was closed before all of it was deleted.');
        return { ...purged, backup };
      } finally {
        changes.add('photos', 'tags', 'insights', 'health');
        changes.flush();
      }
    },
  };
}
