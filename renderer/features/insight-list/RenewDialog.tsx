import { useEffect, useId, useRef, useState } from 'react';
import {
  thumbnailUrl,
  toAppError,
  withModel,
  type InsightPlan,
  type InsightSource,
  type OwnModel,
  type PreviewedInsight,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, Dialog, RadioList, Select, Spinner } from '../../ui/index.js';
import { Parts, wordDiff } from '../insights/index.js';
import { askForModels, costText, estimateText, loadOwnModel, SentStatement, useOwnModel } from '../own-model/index.js';
import { sumOfCosts } from './sum-of-costs.js';
import {
  firstPhotos,
  planOfList,
  previewOf,
  PREVIEWED,
  renewAll,
  throwAway,
  useInsightList,
  type Writer,
} from './store.js';

/** Renews the insights of all photos of the list, after a look at what the first ones would be. */
export function RenewDialog({ onClose }: { readonly onClose: () => void }) {
  const words = messages.insightList;
  const model = useOwnModel((state) => state.model);
  const hasOwnModel = model?.settings.on === true;
  const [writer, setWriter] = useState<Writer>({ source: hasOwnModel ? 'own_model' : 'built_in' });
  const { source, model: chosenModel } = writer;
  const [plan, setPlan] = useState<InsightPlan | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const looked = usePreviews(writer);
  const byId = useId();
  useEffect(() => {
    void loadOwnModel();
  }, []);
  useEffect(() => {
    let isWanted = true;
    // Whether Keepsight writes or the model that is set changes nothing of it: a list of a million is not counted again.
    planOfList(chosenModel).then(
      (known) => {
        if (isWanted) setPlan(known);
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [chosenModel]);
  const photos = plan?.photos.all ?? null;
  const renew = async (): Promise<void> => {
    setIsBusy(true);
    await looked.settle();
    const hasBegun = await renewAll(writer);
    setIsBusy(false);
    if (hasBegun) onClose();
  };
  const change = (chosen: Writer): void => {
    if (isBusy) return;
    looked.throwAway();
    setWriter(chosen);
  };
  const cancel = (): void => {
    looked.throwAway();
    onClose();
  };
  return (
    <Dialog title={words.renewTitle} size="medium" onClose={cancel}>
      <div className="renew" data-testid="renew">
        <p className="quiet">{words.renewText}</p>
        <h3 id={byId} className="visually-hidden">
          {words.by}
        </h3>
        <RadioList
          labelledBy={byId}
          value={source}
          items={(hasOwnModel ? (['built_in', 'own_model'] as const) : (['built_in'] as const)).map((id) => ({
            id,
            text: messages.jobs.source[id],
          }))}
          onChange={(chosen) => {
            if (chosen !== source) change({ source: chosen });
          }}
        />
        {source === 'own_model' && model !== null ? (
          <>
            <ModelChoice set={model.settings.model} chosen={writer.model} onChange={change} />
            <OwnModelCost model={model} writer={writer} plan={plan} />
          </>
        ) : null}
        {looked.hasBegun ? (
          <Previews looked={looked} source={source} />
        ) : (
          <div>
            <Button onPress={looked.begin}>{words.preview(PREVIEWED)}</Button>
          </div>
        )}
        <div className="own-text-actions">
          <Button variant="quiet" onPress={cancel}>
            {messages.settings.cancel}
          </Button>
          <Button variant="primary" isDisabled={isBusy || looked.previews.length === 0} onPress={() => void renew()}>
            {isBusy ? <Spinner /> : null}
            {words.renewAll(photos)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface ModelChoiceProps {
  /** The one of the settings. */
  readonly set: string;
  readonly chosen: string | undefined;
  readonly onChange: (writer: Writer) => void;
}

/** The models of the server, where it tells them: the one that is set, or another one for this time. */
function ModelChoice({ set, chosen, onChange }: ModelChoiceProps) {
  const words = messages.insightList;
  const { names, isAsking, trial } = useOwnModel();
  useEffect(() => {
    if (useOwnModel.getState().names.length === 0) void askForModels();
  }, []);
  const error = trial?.of === 'models' ? trial.error : null;
  return (
    <div className="renew-model">
      <span aria-hidden>{messages.ownModel.model}</span>
      <Select
        label={messages.ownModel.model}
        value={chosen ?? set}
        items={[...new Set([set, ...names])].map((id) => ({ id, text: id === set ? words.setModel(id) : id }))}
        onChange={(model) => {
          onChange({ source: 'own_model', ...(model === set ? {} : { model }) });
        }}
      />
      {isAsking ? <Spinner /> : null}
      {error === null ? null : <p className="form-error">{error.message}</p>}
    </div>
  );
}

interface OwnModelCostProps {
  readonly model: OwnModel;
  readonly writer: Writer;
  readonly plan: InsightPlan | null;
}

function OwnModelCost({ model, writer, plan }: OwnModelCostProps) {
  const settings = withModel(model.settings, writer.model ?? null);
  return (
    <>
      <SentStatement model={model} />
      {plan === null ? null : (
        <p data-testid="renew-estimate">
          {messages.insightList.ofPhotos(plan.photos.all)} {estimateText(plan.photos.all, plan.earlier, settings)}
        </p>
      )}
    </>
  );
}

interface Looked {
  readonly hasBegun: boolean;
  readonly isDone: boolean;
  readonly previews: readonly PreviewedInsight[];
  readonly error: string | null;
  readonly begin: () => void;
  /** Asks for no more, and waits for what is being asked for: the job that follows then has it. */
  readonly settle: () => Promise<void>;
  readonly throwAway: () => void;
}

const nothing = { previews: [], error: null, isDone: false, hasBegun: false } as const;

/** What the first photos of the list would get, one after the other, as it comes. */
function usePreviews(writer: Writer): Looked {
  const [state, setState] = useState<Pick<Looked, 'previews' | 'error' | 'isDone' | 'hasBegun'>>(nothing);
  const run = useRef<{ isWanted: boolean; ended: Promise<void>; isAsking: boolean } | null>(null);
  const known = useRef<readonly PreviewedInsight[]>([]);
  const look = async (own: { isWanted: boolean; isAsking: boolean }): Promise<void> => {
    let error: string | null = null;
    try {
      for (const id of firstPhotos(useInsightList.getState().insights ?? [])) {
        if (!own.isWanted) break;
        own.isAsking = true;
        const preview = await previewOf(id, writer);
        own.isAsking = false;
        if (run.current !== own) return;
        known.current = [...known.current, preview];
        setState((now) => ({ ...now, previews: known.current }));
      }
    } catch (cause) {
      error = toAppError(cause).message;
    }
    if (run.current === own) setState((now) => ({ ...now, error, isDone: true }));
  };
  const begin = (): void => {
    const own = { isWanted: true, isAsking: false, ended: Promise.resolve() };
    run.current = own;
    setState({ ...nothing, hasBegun: true });
    own.ended = look(own);
  };
  const settle = async (): Promise<void> => {
    if (run.current === null) return;
    run.current.isWanted = false;
    await run.current.ended;
  };
  const leave = (): void => {
    const own = run.current;
    if (own === null) return;
    own.isWanted = false;
    run.current = null;
    void throwAway(known.current, writer.source, own.isAsking);
    known.current = [];
    setState(nothing);
  };
  return { ...state, begin, settle, throwAway: leave };
}

function Previews({ looked, source }: { readonly looked: Looked; readonly source: InsightSource }) {
  const words = messages.insightList;
  const { previews, error, isDone } = looked;
  const answers = previews.filter(({ then }) => then !== null);
  const costs = sumOfCosts(answers).map(({ currency, micros }) => costText(micros, currency));
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is scrolled is reached by the keyboard */}
      <div className="renew-previews scroll" tabIndex={0} role="group" aria-label={words.previews}>
        <ul aria-busy={!isDone}>
          {previews.map((preview) => (
            <Preview key={preview.locationId} preview={preview} />
          ))}
        </ul>
        {error === null ? null : <p className="form-error">{error}</p>}
        {isDone ? null : <Spinner />}
      </div>
      {source === 'own_model' && answers.length > 0 ? (
        <p className="renew-kept" role="status" data-testid="renew-kept">
          {words.answersKept(answers.length, costs)}
        </p>
      ) : null}
    </>
  );
}

function Preview({ preview }: { readonly preview: PreviewedInsight }) {
  const words = messages.insightList;
  const { now, then, error, contentHash, fileName } = preview;
  return (
    <li className="renew-preview" data-testid="renew-preview">
      <span className="insight-picture" aria-hidden>
        {contentHash === null ? null : <img src={thumbnailUrl(contentHash)} alt="" decoding="async" />}
      </span>
      <div className="insight-row-text selectable">
        {then === null ? (
          <>
            <p className="insight-row-title">{fileName}</p>
            <p className="form-error">{error ?? words.noPreview}</p>
          </>
        ) : (
          <>
            <p className="insight-preview-title diff">
              <Parts parts={wordDiff(now?.title ?? '', then.title)} />
            </p>
            <p className="diff">
              <Parts parts={wordDiff(now?.summary ?? '', then.summary)} />
            </p>
            {now?.title === then.title && now.summary === then.summary ? (
              <p className="insight-row-notes">{words.sameAsNow}</p>
            ) : null}
          </>
        )}
      </div>
    </li>
  );
}
