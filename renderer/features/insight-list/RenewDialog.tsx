import { useEffect, useId, useState } from 'react';
import { thumbnailUrl, toAppError, type InsightSource, type PreviewedInsight } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, Dialog, RadioList, Spinner } from '../../ui/index.js';
import { Parts, wordDiff } from '../insights/index.js';
import { useOwnModel } from '../own-model/index.js';
import { firstPhotos, previewOf, PREVIEWED, renewAll, useInsightList } from './store.js';

/** Renews the insights of all photos of the list, after a look at what the first ones would be. */
export function RenewDialog({ onClose }: { readonly onClose: () => void }) {
  const words = messages.insightList;
  const hasOwnModel = useOwnModel((state) => state.model?.settings.on === true);
  const [source, setSource] = useState<InsightSource>(hasOwnModel ? 'own_model' : 'built_in');
  /** Of which source; null before they were asked for. */
  const [isPreviewed, setIsPreviewed] = useState<InsightSource | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const byId = useId();
  const renew = async (): Promise<void> => {
    setIsBusy(true);
    const hasBegun = await renewAll(source);
    setIsBusy(false);
    if (hasBegun) onClose();
  };
  return (
    <Dialog title={words.renewTitle} size="medium" onClose={onClose}>
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
            setSource(chosen);
            setIsPreviewed(null);
          }}
        />
        {isPreviewed === source ? (
          <Previews key={source} source={source} />
        ) : (
          <div>
            <Button
              onPress={() => {
                setIsPreviewed(source);
              }}
            >
              {words.preview(PREVIEWED)}
            </Button>
          </div>
        )}
        <div className="own-text-actions">
          <Button variant="quiet" onPress={onClose}>
            {messages.settings.cancel}
          </Button>
          <Button variant="primary" isDisabled={isBusy || isPreviewed !== source} onPress={() => void renew()}>
            {words.renewAll}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** One after the other, as they come; closing the dialog asks for no more. */
function Previews({ source }: { readonly source: InsightSource }) {
  const words = messages.insightList;
  const [previews, setPreviews] = useState<readonly PreviewedInsight[]>([]);
  const [error, setError] = useState<string | null>(null);
  const [isDone, setIsDone] = useState(false);
  useEffect(() => {
    let isWanted = true;
    const run = async (): Promise<void> => {
      try {
        for (const id of firstPhotos(useInsightList.getState().insights ?? [])) {
          if (!isWanted) return;
          const preview = await previewOf(id, source);
          setPreviews((known) => [...known, preview]);
        }
      } catch (cause) {
        setError(toAppError(cause).message);
      }
      setIsDone(true);
    };
    void run();
    return () => {
      isWanted = false;
    };
  }, [source]);
  return (
    <div className="renew-previews scroll">
      <ul aria-label={words.previews} aria-busy={!isDone}>
        {previews.map((preview) => (
          <Preview key={preview.locationId} preview={preview} />
        ))}
      </ul>
      {error === null ? null : <p className="form-error">{error}</p>}
      {isDone ? null : <Spinner />}
    </div>
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
          </>
        )}
      </div>
    </li>
  );
}
