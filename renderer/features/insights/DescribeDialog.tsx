import { useEffect, useId, useState } from 'react';
import { addressOf, asksBefore, type InsightSource, type JobScope } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, Checkbox, Dialog, RadioList, Spinner } from '../../ui/index.js';
import { changeOwnModel, estimateText, loadOwnModel, SentStatement, useOwnModel } from '../own-model/index.js';
import { stopDescribing, useDescribing, usualScope, type Describing } from './describing.js';
import { generateInsights } from './store.js';
import './describe-dialog.css';

/** Which of these photos are to be described, by whom, and what that takes; nothing is sent before the answer. */
export function DescribeDialog() {
  const asked = useDescribing((state) => state.asked);
  return asked === null ? null : <Asking asked={asked} />;
}

const scopes = ['missing', 'stale', 'all'] as const satisfies readonly JobScope[];

function Asking({ asked }: { readonly asked: Describing }) {
  const words = messages.describe;
  const { plan, error } = useDescribing();
  const model = useOwnModel((state) => state.model);
  const hasOwnModel = model?.settings.on === true;
  const [chosen, setChosen] = useState<JobScope | null>(asked.scope);
  const [source, setSource] = useState<InsightSource>(asked.source);
  const [asksLess, setAsksLess] = useState(false);
  const [whichId, byId] = [useId(), useId()];
  useEffect(() => {
    void loadOwnModel();
  }, []);
  const scope = chosen ?? (plan === null ? 'missing' : usualScope(plan));
  const photos = plan?.photos[scope] ?? null;
  const isAsked = source === 'own_model' && model !== null && asksBefore(model.settings, photos ?? asked.photos);
  const begin = (): void => {
    stopDescribing();
    if (isAsked && asksLess && photos !== null) void changeOwnModel({ asksAbove: photos });
    void generateInsights(asked.target, scope, asked.targetKey, source);
  };
  return (
    <Dialog title={words.title} size="medium" onClose={stopDescribing}>
      <form
        className="describe"
        data-testid="describe"
        onSubmit={(event) => {
          event.preventDefault();
          if (photos !== null && photos > 0) begin();
        }}
      >
        <p className="describe-of">{asked.name}</p>
        <div className="describe-part">
          <h3 id={whichId}>{words.which}</h3>
          <RadioList
            labelledBy={whichId}
            value={scope}
            items={scopes.map((id) => ({ id, text: words.scopes[id](plan?.photos[id] ?? null) }))}
            onChange={setChosen}
          />
          <p className="describe-note">{scope === 'missing' ? words.noteMissing : words.noteAgain}</p>
        </div>
        {hasOwnModel ? (
          <div className="describe-part">
            <h3 id={byId}>{words.by}</h3>
            <RadioList
              labelledBy={byId}
              value={source}
              items={[
                { id: 'built_in', text: words.byKeepsight },
                {
                  id: 'own_model',
                  text: words.byModel(model.settings.model, addressOf(model.settings.baseUrl)?.host ?? ''),
                },
              ]}
              onChange={setSource}
            />
          </div>
        ) : null}
        {source === 'own_model' && model !== null ? (
          <>
            <SentStatement model={model} />
            {plan === null || photos === null || photos === 0 ? null : (
              <p data-testid="describe-estimate">{estimateText(photos, plan.earlier, model.settings)}</p>
            )}
          </>
        ) : null}
        {isAsked && photos !== null && photos > 0 ? (
          <Checkbox isChecked={asksLess} onChange={setAsksLess}>
            {words.askNoMore(photos)}
          </Checkbox>
        ) : null}
        {error === null ? null : (
          <p className="form-error" role="alert">
            {error.message}
          </p>
        )}
        <p className="describe-note" role="status">
          {plan === null && error === null ? <Counting /> : photos === 0 ? words.nothing[scope] : null}
        </p>
        <div className="dialog-actions">
          <Button onPress={stopDescribing}>{messages.settings.cancel}</Button>
          <Button type="submit" variant="primary" isDisabled={photos === null || photos === 0}>
            {words.begin(photos)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Counting() {
  return (
    <span className="describe-counting">
      <Spinner /> {messages.describe.counting}
    </span>
  );
}
