import type { Answers } from '../../../preload/contract/api.js';
import type { WriteDb } from '../../db/open.js';
import { recountSteps } from '../../reconcile/recount.js';
import type { EngineControl } from '../control.js';

type Calls = 'recount';

export function healthAnswers(db: WriteDb, control: EngineControl): Pick<Answers<'engine'>, Calls> {
  const { changes } = control;
  return {
    recount: async () => {
      await control.inSteps(recountSteps(db));
      changes.add('libraries', 'photos', 'tags', 'health');
      changes.flush();
      control.tickSoon();
      return null;
    },
  };
}
