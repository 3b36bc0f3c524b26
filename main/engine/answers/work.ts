import type { Answers } from '../../../preload/contract/api.js';
import { acceptSilentChanges, verifyAgain } from '../../dao/verification.js';
import type { WriteDb } from '../../db/open.js';
import { setAppState } from '../../dao/app-state.js';
import { retryFaceLooks } from '../../dao/photo-faces.js';
import { retryLooks } from '../../dao/photo-signals.js';
import type { DecodePool } from '../../ingest/decode-pool.js';
import type { Ingest } from '../../ingest/ingest.js';
import type { Posters } from '../../ingest/posters.js';
import type { Verifier } from '../../ingest/verifier.js';
import type { Looks } from '../../vision/looks.js';
import type { ActivityBoard } from '../activity.js';
import type { EngineControl } from '../control.js';
import type { Renditions } from '../renditions.js';

type Calls =
  | 'scanLibrary'
  | 'cancelScan'
  | 'activity'
  | 'setPaused'
  | 'setWorkLimits'
  | 'prioritise'
  | 'whyNotShown'
  | 'verifyFiles'
  | 'cancelVerification'
  | 'settleSilentChange'
  | 'setLooking'
  | 'retryLooks';

export interface WorkParts {
  readonly db: WriteDb;
  readonly verifier: Verifier;
  readonly activity: ActivityBoard;
  readonly ingest: Ingest;
  readonly posters: Posters;
  readonly looks: Looks;
  readonly pool: DecodePool;
  readonly renditions: Renditions;
  readonly control: EngineControl;
}

export function workAnswers({
  db,
  activity,
  ingest,
  posters,
  looks,
  pool,
  renditions,
  verifier,
  control,
}: WorkParts): Pick<Answers<'engine'>, Calls> {
  return {
    scanLibrary: ({ libraryId }) => {
      for (const state of control.states.values()) {
        if (libraryId === null || state.id === libraryId) state.requestFullScan(true);
      }
      control.tickSoon();
      control.interrupt();
      return null;
    },
    cancelScan: ({ libraryId }) => {
      control.states.get(libraryId)?.cancelScan?.();
      return null;
    },
    whyNotShown: ({ locationId }) => renditions.whyNone(locationId),
    activity: () => activity.snapshot(),
    setPaused: ({ paused }) => {
      activity.paused = paused;
      control.heldOrNot();
      return activity.snapshot();
    },
    setWorkLimits: (limits) => {
      setAppState(db, 'workLimits', limits);
      activity.limits = limits;
      pool.useOne(limits.oneCore);
      control.heldOrNot();
      return activity.snapshot();
    },
    setLooking: ({ on }) => {
      looks.turn(on);
      activity.looking = { isOn: looks.isOn, groupsFaces: looks.keepsFaces, trouble: null };
      if (on) control.tickSoon();
      else control.interrupt();
      control.changes.add('signals');
      return activity.snapshot();
    },
    retryLooks: () => {
      const count = retryLooks(db) + retryFaceLooks(db);
      control.changes.add('signals');
      control.tickSoon();
      return count;
    },
    verifyFiles: ({ libraryId }) => {
      verifier.request([...control.states.keys()].filter((id) => libraryId === null || id === libraryId));
      control.tickSoon();
      return null;
    },
    cancelVerification: () => {
      verifier.cancel();
      control.interrupt();
      return null;
    },
    settleSilentChange: ({ locationIds, answer }) => {
      if (answer === 'accept') acceptSilentChanges(db, locationIds);
      else verifyAgain(db, locationIds);
      verifier.wake();
      control.tickSoon();
      control.changes.add('photos', 'health');
      return null;
    },
    prioritise: ({ locationIds }) => {
      ingest.prioritise(locationIds);
      posters.prioritise(locationIds);
      looks.prioritise(locationIds);
      return null;
    },
  };
}
