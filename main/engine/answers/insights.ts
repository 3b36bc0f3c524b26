import type { Answers } from '../../../preload/contract/api.js';
import type { Edit, EditId } from '../../../preload/contract/model.js';
import { getEdit } from '../../dao/edits.js';
import { deleteInsight, dismissSuggestedTag, makeCurrent, unpinInsight } from '../../dao/photo-insights.js';
import { acceptSuggestedTags } from '../../dao/suggested-tags.js';
import type { WriteDb } from '../../db/open.js';
import type { InsightJobs } from '../../insights/jobs.js';
import type { ChangeNotice } from '../changes.js';

type Calls =
  | 'generateInsights'
  | 'cancelJob'
  | 'makeInsightCurrent'
  | 'unpinInsight'
  | 'acceptSuggestedTags'
  | 'dismissSuggestedTag'
  | 'deleteInsight';

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
  const edited = (id: EditId | null): Edit | null => {
    if (id === null) return null;
    changes.add('tags', 'photos', 'insights');
    changes.flush();
    return getEdit(db, id);
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
    acceptSuggestedTags: ({ locationIds }) => edited(acceptSuggestedTags(db, locationIds, nowMs()).editId),
    dismissSuggestedTag: ({ insightId, name }) => edited(dismissSuggestedTag(db, insightId, name, nowMs())),
    deleteInsight: ({ insightId }) => {
      const editId = deleteInsight(db, insightId, nowMs());
      changed();
      return { editId };
    },
  };
}
