import type { InsightSource, LocationId, PreviewedInsight } from '../../../preload/contract/model.js';
import type { OwnModel as OwnModelState } from '../../../preload/contract/own-model.js';
import type { Answers } from '../../../preload/contract/api.js';
import type { Edit, EditId } from '../../../preload/contract/model.js';
import { getEdit } from '../../dao/edits.js';
import { rateInsight, returnSteps, writeInsight } from '../../dao/insight-edits.js';
import { locationsOfList } from '../../dao/insight-list.js';
import { photoDetails } from '../../dao/photo-details.js';
import { forgetEndedJobs } from '../../dao/insight-jobs.js';
import { changeOwnModel, ownModel, ownModelSettings, savePrompt } from '../../dao/own-model.js';
import { deleteInsight, dismissSuggestedTag, makeCurrent, unpinInsight } from '../../dao/photo-insights.js';
import { acceptSuggestedTags } from '../../dao/suggested-tags.js';
import type { WriteDb } from '../../db/open.js';
import type { OwnModel } from '../../insights/own-model/own-model.js';
import type { InsightJobs } from '../../insights/jobs.js';
import { AppFailure } from '../../db/failure.js';
import type { EngineControl } from '../control.js';
import type { ChangeNotice } from '../changes.js';

type Calls =
  | 'generateInsights'
  | 'describeNewPhotos'
  | 'cancelJob'
  | 'pauseJob'
  | 'resumeJob'
  | 'setJobPriority'
  | 'retryJob'
  | 'forgetEndedJobs'
  | 'setOwnModel'
  | 'saveOwnModelPrompt'
  | 'ownModelNames'
  | 'tryOwnModel'
  | 'previewInsight'
  | 'renewInsights'
  | 'returnToMaker'
  | 'writeInsight'
  | 'rateInsight'
  | 'makeInsightCurrent'
  | 'unpinInsight'
  | 'acceptSuggestedTags'
  | 'dismissSuggestedTag'
  | 'deleteInsight';

export interface InsightParts {
  readonly db: WriteDb;
  readonly changes: ChangeNotice;
  readonly jobs: InsightJobs;
  readonly ownModel: OwnModel;
  readonly inSteps: EngineControl['inSteps'];
  /** Ends what is being asked of a server when the engine closes. */
  readonly closing: AbortSignal;
  readonly nowMs: () => number;
}

export function insightAnswers({
  db,
  changes,
  jobs,
  ownModel: model,
  inSteps,
  closing,
  nowMs,
}: InsightParts): Pick<Answers<'engine'>, Calls> {
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
  const modelChanged = (): OwnModelState => {
    model.forgetFailures();
    jobs.providerChanged();
    return ownModel(db);
  };
  return {
    setOwnModel: ({ changes: some }) => {
      const { on } = changeOwnModel(db, some);
      // What is switched off describes no new photos either, until somebody says so again.
      if (!on) jobs.describeNew('own_model', false);
      return modelChanged();
    },
    saveOwnModelPrompt: ({ text }) => {
      savePrompt(db, text, nowMs());
      return modelChanged();
    },
    ownModelNames: (where) => model.models({ ...ownModelSettings(db), ...where }, closing),
    tryOwnModel: () => model.try(closing),
    generateInsights: ({ target, scope, source = 'built_in' }) => ({ jobId: jobs.start(target, scope, source) }),
    describeNewPhotos: ({ source, on }) => {
      jobs.describeNew(source, on);
      return null;
    },
    pauseJob: ({ jobId }) => {
      jobs.pause(jobId);
      return null;
    },
    resumeJob: ({ jobId }) => {
      jobs.resume(jobId);
      return null;
    },
    setJobPriority: ({ jobId, priority }) => {
      jobs.setPriority(jobId, priority);
      return null;
    },
    retryJob: ({ jobId }) => {
      jobs.retry(jobId);
      return null;
    },
    forgetEndedJobs: () => {
      forgetEndedJobs(db);
      changes.add('jobs');
      return null;
    },
    cancelJob: ({ jobId }) => {
      jobs.cancel(jobId);
      return null;
    },
    previewInsight: ({ locationId, source }) => preview({ db, jobs, closing }, locationId, source),
    renewInsights: async ({ filter, source }) => {
      const locationIds = (await inSteps(locationsOfList(db, filter))) ?? [];
      if (locationIds.length === 0) return { jobId: null, photos: 0 };
      return { jobId: jobs.start({ locationIds }, 'all', source), photos: locationIds.length };
    },
    returnToMaker: async ({ maker }) => {
      const returned = await inSteps(returnSteps(db, maker, nowMs()));
      changed();
      return returned ?? { editId: null, photos: 0, keptOwn: 0 };
    },
    writeInsight: (text) => {
      const editId = writeInsight(db, { ...text, nowMs: nowMs() });
      changed();
      return { editId };
    },
    rateInsight: ({ insightId, rating }) => {
      const editId = rateInsight(db, insightId, rating, nowMs());
      changed();
      return { editId };
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

async function preview(
  { db, jobs, closing }: Pick<InsightParts, 'db' | 'jobs' | 'closing'>,
  locationId: LocationId,
  source: InsightSource,
): Promise<PreviewedInsight> {
  const { contentHash, fileName, insights } = photoDetails(db, locationId, new Map());
  const shown = insights.find(({ isCurrent }) => isCurrent);
  const about = {
    locationId,
    contentHash,
    fileName,
    now: shown === undefined ? null : { title: shown.title, summary: shown.summary },
  };
  try {
    const { title, summary } = await jobs.preview(locationId, source, closing);
    return { ...about, then: { title, summary }, error: null };
  } catch (error) {
    if (error instanceof AppFailure) return { ...about, then: null, error: error.message };
    throw error;
  }
}
