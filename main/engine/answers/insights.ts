import type { InsightSource, LocationId, PreviewedInsight } from '../../../preload/contract/model.js';
import { addressOf } from '../../../preload/contract/own-model.js';
import type { OwnModel as OwnModelState, OwnModelSettings } from '../../../preload/contract/own-model.js';
import type { Answers } from '../../../preload/contract/api.js';
import type { Edit, EditId } from '../../../preload/contract/model.js';
import { getEdit } from '../../dao/edits.js';
import { chooseInsight, rateInsight, returnSteps, unpinChosen, writeInsight } from '../../dao/insight-edits.js';
import { locationsOfList } from '../../dao/insight-list.js';
import { photoDetails } from '../../dao/photo-details.js';
import { forgetEndedJobs } from '../../dao/insight-jobs.js';
import { throwAwayPreviews } from '../../dao/insight-previews.js';
import { changeOwnModel, ownModel, ownModelSettings, savePrompt } from '../../dao/own-model.js';
import { deleteInsight, dismissSuggestedTag } from '../../dao/photo-insights.js';
import { acceptSuggestedTags, setGivenSuggestions } from '../../dao/suggested-tags.js';
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
  | 'throwAwayPreviews'
  | 'renewInsights'
  | 'returnToMaker'
  | 'writeInsight'
  | 'rateInsight'
  | 'makeInsightCurrent'
  | 'unpinInsight'
  | 'acceptSuggestedTags'
  | 'setGivenSuggestions'
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
  /** Ends what is asked for to be looked at. */
  let looking = new AbortController();
  const modelChanged = (): OwnModelState => {
    model.forgetFailures();
    jobs.providerChanged();
    return ownModel(db);
  };
  return {
    setOwnModel: ({ changes: some }) => {
      const before = ownModelSettings(db);
      const after = changeOwnModel(db, some);
      const { on } = after;
      // Whoever agreed to send photos somewhere agreed to no other place.
      if (originOf(after) !== originOf(before)) jobs.pauseAll('own_model', elsewhereMessage);
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
    generateInsights: ({ target, scope, source = 'built_in' }) => ({ jobId: jobs.start(target, scope, { source }) }),
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
    previewInsight: ({ locationId, ...writer }) =>
      preview({ db, jobs, closing: AbortSignal.any([closing, looking.signal]) }, locationId, writer),
    throwAwayPreviews: ({ previewIds }) => {
      looking.abort();
      looking = new AbortController();
      return throwAwayPreviews(db, previewIds);
    },
    renewInsights: async ({ filter, ...writer }) => {
      const locationIds = (await inSteps(locationsOfList(db, filter))) ?? [];
      if (locationIds.length === 0) return { jobId: null, photos: 0 };
      return { jobId: jobs.start({ locationIds }, 'all', writer), photos: locationIds.length };
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
      const editId = chooseInsight(db, insightId, nowMs());
      changed();
      return { editId };
    },
    unpinInsight: ({ insightId }) => {
      const editId = unpinChosen(db, insightId, nowMs());
      changed();
      return { editId };
    },
    acceptSuggestedTags: ({ locationIds }) => edited(acceptSuggestedTags(db, locationIds, nowMs()).editId),
    setGivenSuggestions: ({ sources }) => {
      setGivenSuggestions(db, sources);
      changes.add('jobs');
      return null;
    },
    dismissSuggestedTag: ({ insightId, name }) => edited(dismissSuggestedTag(db, insightId, name, nowMs())),
    deleteInsight: ({ insightId }) => {
      const editId = deleteInsight(db, insightId, nowMs());
      changed();
      return { editId };
    },
  };
}

const elsewhereMessage = 'Your own model is at another address now. Resume this to send the photos there.';

function originOf({ baseUrl }: OwnModelSettings): string {
  return addressOf(baseUrl)?.origin ?? '';
}

async function preview(
  { db, jobs, closing }: Pick<InsightParts, 'db' | 'jobs' | 'closing'>,
  locationId: LocationId,
  writer: { readonly source: InsightSource; readonly model?: string },
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
    const { text, durationMs, preview: previewId } = await jobs.preview(locationId, writer, closing);
    const { title, summary, costMicros = null, currency = '' } = text;
    return { ...about, previewId, then: { title, summary }, error: null, durationMs, costMicros, currency };
  } catch (error) {
    const nothing = { previewId: null, then: null, durationMs: null, costMicros: null, currency: '' };
    if (error instanceof AppFailure) return { ...about, ...nothing, error: error.message };
    throw error;
  }
}
