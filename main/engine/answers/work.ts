import type { Answers } from '../../../preload/contract/api.js';
import type { Ingest } from '../../ingest/ingest.js';
import type { ActivityBoard } from '../activity.js';
import type { EngineControl } from '../control.js';

type Calls = 'scanLibrary' | 'cancelScan' | 'activity' | 'setPaused' | 'prioritise';

export interface WorkParts {
  readonly activity: ActivityBoard;
  readonly ingest: Ingest;
  readonly control: EngineControl;
}

export function workAnswers({ activity, ingest, control }: WorkParts): Pick<Answers<'engine'>, Calls> {
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
    activity: () => activity.snapshot(),
    setPaused: ({ paused }) => {
      activity.paused = paused;
      if (paused) control.interrupt();
      else control.tickSoon();
      return activity.snapshot();
    },
    prioritise: ({ locationIds }) => {
      ingest.prioritise(locationIds);
      return null;
    },
  };
}
