import type { Answers } from '../../../preload/contract/api.js';
import { deleteInsight, makeCurrent, unpinInsight } from '../../dao/photo-insights.js';
import type { WriteDb } from '../../db/open.js';
import type { InsightJobs } from '../../insights/jobs.js';
import type { ChangeNotice } from '../changes.js';

type Calls = 'generateInsights' | 'cancelJob' | 'makeInsightCurrent' | 'unpinInsight' | 'deleteInsight';

export function insightAnswers(
  db: WriteDb,
  changes: ChangeNotice,
  jobs: InsightJobs,
  nowMs: () => number,
): Pick<Answers<'engine'>, Calls> {
  const changed = (): void => {
    changes.add('insights', 'photos');
    changes.flush();
  };
  return {
    generateInsights: ({ target, scope }) => ({ jobId: jobs.start(target, scope) }),
    cancelJob: ({ jobId }) => {
      jobs.cancel(jobId);
      return null;
    },
    makeInsightCurrent: ({ insightId }) => {
      makeCurrent(db, insightId, nowMs());
      changed();
      return null;
    },
    unpinInsight: ({ insightId }) => {
      unpinInsight(db, insightId, nowMs());
      changed();
      return null;
    },
    deleteInsight: ({ insightId }) => {
      const editId = deleteInsight(db, insightId, nowMs());
      changed();
      return { editId };
    },
  };
}
