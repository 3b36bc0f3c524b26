import { useEffect, useId, useState, type ReactNode } from 'react';
import {
  addressOf,
  asksAboveAtFirst,
  asksBefore,
  hasPrice,
  ownModelKinds,
  pictureEdges,
  type KeyState,
  type OwnModel,
  type OwnModelSettings,
} from '../../api/index.js';
import { formatDuration } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, Checkbox, RadioList, Select, Spinner, TextInput } from '../../ui/index.js';
import { describeNewPhotos, describesNew, useJobs } from '../jobs/index.js';
import { costText } from './cost-text.js';
import { PromptPart } from './PromptPart.js';
import { SentStatement } from './SentStatement.js';
import { askForModels, changeOwnModel, loadOwnModel, saveKey, tryModel, useOwnModel } from './store.js';
import './own-model.css';

/** A model that the user runs or has an account for: where it is, what it is told, and what it is asked. */
export function OwnModelSection() {
  const words = messages.ownModel;
  const model = useOwnModel((state) => state.model);
  const key = useOwnModel((state) => state.key);
  useEffect(() => {
    void loadOwnModel();
  }, []);
  return (
    <div className="work" data-testid="own-model">
      <h3 className="settings-title">{words.title}</h3>
      <p className="settings-quiet settings-intro">{words.intro}</p>
      {model === null ? null : (
        <>
          <OnSwitch settings={model.settings} />
          {model.settings.on ? <NewPhotosSwitch settings={model.settings} /> : null}
          <ServerPart settings={model.settings} keyState={key} />
          <SentPart model={model} />
          <PromptPart model={model} />
          <LimitsPart model={model} />
        </>
      )}
    </div>
  );
}

function OnSwitch({ settings }: { readonly settings: OwnModelSettings }) {
  const words = messages.ownModel;
  const isReady = addressOf(settings.baseUrl) !== null && settings.model !== '';
  return (
    <Checkbox
      className="work-limit"
      isChecked={settings.on}
      isDisabled={!isReady && !settings.on}
      onChange={(on) => void changeOwnModel({ on })}
    >
      <span>
        {words.on}
        <span className="work-limit-text">{isReady || settings.on ? words.onText : words.notReady}</span>
      </span>
    </Checkbox>
  );
}

function NewPhotosSwitch({ settings }: { readonly settings: OwnModelSettings }) {
  const words = messages.ownModel;
  const jobs = useJobs((state) => state.jobs);
  const host = addressOf(settings.baseUrl)?.host ?? '';
  return (
    <Checkbox
      className="work-limit"
      isChecked={describesNew(jobs, 'own_model')}
      isDisabled={jobs === null}
      onChange={(on) => void describeNewPhotos('own_model', on)}
    >
      <span>
        {words.describeNew}
        <span className="work-limit-text">{words.describeNewText(host, hasPrice(settings))}</span>
      </span>
    </Checkbox>
  );
}

interface FieldProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A line of the form: what it is on the left, what it is set to on the right. */
function Field({ label, children }: FieldProps) {
  return (
    <div className="own-model-field">
      <span aria-hidden>{label}</span>
      <div>{children}</div>
    </div>
  );
}

interface SavedInputProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  /** Answers what is wrong, for people; null when it is kept. */
  readonly onSave: (value: string) => Promise<string | null>;
  readonly className?: string;
}

/** What is typed is kept when the field is left, or by Enter. */
function SavedInput({ label, value, placeholder, onSave, className }: SavedInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const about = useId();
  const save = async (): Promise<void> => {
    if (typed === null || typed === value) return;
    const wrong = await onSave(typed);
    setError(wrong);
    if (wrong === null) setTyped(null);
  };
  return (
    <>
      <TextInput
        label={label}
        value={typed ?? value}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(className === undefined ? {} : { className })}
        isInvalid={error !== null}
        describedBy={about}
        onChange={(text) => {
          setError(null);
          setTyped(text);
        }}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save();
        }}
      />
      <p id={about} className="form-error" role={error === null ? undefined : 'alert'}>
        {error ?? ''}
      </p>
    </>
  );
}

const saving =
  (toChanges: (text: string) => Partial<OwnModelSettings> | string) =>
  async (text: string): Promise<string | null> => {
    const changes = toChanges(text);
    if (typeof changes === 'string') return changes;
    return (await changeOwnModel(changes))?.message ?? null;
  };

function ServerPart({
  settings,
  keyState,
}: {
  readonly settings: OwnModelSettings;
  readonly keyState: KeyState | null;
}) {
  const words = messages.ownModel;
  const { isAsking, names } = useOwnModel();
  const kindId = useId();
  const { kind, baseUrl, model } = settings;
  const hasAddress = addressOf(baseUrl) !== null;
  const models = model === '' || names.includes(model) ? names : [model, ...names];
  return (
    <section className="work-part" aria-labelledby="own-model-server">
      <h4 id="own-model-server">{words.server}</h4>
      <div className="own-model-field">
        <span id={kindId}>{words.kind}</span>
        <RadioList
          labelledBy={kindId}
          value={kind}
          items={ownModelKinds.map((id) => ({ id, text: words.kinds[id] }))}
          onChange={(chosen) => void changeOwnModel({ kind: chosen })}
        />
      </div>
      <Field label={words.address}>
        <SavedInput
          label={words.address}
          value={baseUrl}
          placeholder={words.addressExample[kind]}
          onSave={saving((text) => ({ baseUrl: text.trim(), ...(text.trim() === '' ? { on: false } : {}) }))}
        />
      </Field>
      <Field label={words.key}>
        <KeyField keyState={keyState} origin={addressOf(baseUrl)?.origin ?? null} />
      </Field>
      <Field label={words.model}>
        <div className="own-model-line">
          {models.length === 0 ? (
            <SavedInput label={words.model} value={model} onSave={saving((text) => ({ model: text.trim() }))} />
          ) : (
            <Select
              label={words.model}
              value={model}
              items={[...(model === '' ? [''] : []), ...models].map((id) => ({
                id,
                text: id === '' ? words.choose : id,
              }))}
              onChange={(chosen) => void changeOwnModel({ model: chosen })}
            />
          )}
          <Button isDisabled={!hasAddress || isAsking} onPress={() => void askForModels()}>
            {words.listModels}
          </Button>
        </div>
      </Field>
      <div className="own-model-field">
        <span />
        <div>
          <Button isDisabled={!hasAddress || model === '' || isAsking} onPress={() => void tryModel()}>
            {isAsking ? <Spinner /> : null}
            {isAsking ? words.trying : words.try}
          </Button>
        </div>
      </div>
      <Trial settings={settings} />
    </section>
  );
}

/** What came of the last question, said where it was asked. */
function Trial({ settings }: { readonly settings: OwnModelSettings }) {
  const words = messages.ownModel;
  const trial = useOwnModel((state) => state.trial);
  const count = useOwnModel((state) => state.names.length);
  const { result, error } = trial ?? { result: null, error: null };
  return (
    <div aria-live="polite" data-testid="own-model-trial">
      {error === null ? null : <p className="form-error">{error.message}</p>}
      {trial?.of === 'models' && error === null ? <p className="settings-quiet">{words.found(count)}</p> : null}
      {result === null ? null : (
        <div className="own-model-trial selectable">
          <p className="own-model-works">
            {words.works(formatDuration(result.durationMs))}
            {result.costMicros === null ? '' : ` ${words.itCost(costText(result.costMicros, settings.currency))}`}
            {result.wasRepaired ? ` ${words.repaired}` : ''}
          </p>
          <p className="settings-quiet">{words.itSaid(result.title, result.description)}</p>
        </div>
      )}
    </div>
  );
}

function KeyField({ keyState, origin }: { readonly keyState: KeyState | null; readonly origin: string | null }) {
  const words = messages.ownModel;
  const [typed, setTyped] = useState('');
  const elsewhere = (keyState?.kept ?? null) === null ? null : (keyState?.origin ?? null);
  const isForThis = keyState !== null && keyState.kept !== null && keyState.origin === origin;
  const save = async (): Promise<void> => {
    if (typed.trim() === '') return;
    await saveKey(typed.trim());
    setTyped('');
  };
  if (isForThis) {
    return (
      <div className="own-model-line">
        <span className="settings-quiet">{keyState.kept === 'store' ? words.keyKept : words.keyOfSession}</span>
        <Button onPress={() => void saveKey(null)}>{words.forgetKey}</Button>
      </div>
    );
  }
  return (
    <>
      <div className="own-model-line">
        <TextInput
          label={words.key}
          isSecret
          isDisabled={origin === null}
          placeholder={words.keyExample}
          value={typed}
          onChange={setTyped}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void save();
          }}
        />
        <Button isDisabled={typed.trim() === '' || origin === null} onPress={() => void save()}>
          {words.saveKey}
        </Button>
      </div>
      {keyState?.canBeKept === false ? <p className="settings-quiet">{words.noKeyStore}</p> : null}
      {elsewhere !== null ? <p className="settings-quiet">{words.keyElsewhere(elsewhere)}</p> : null}
    </>
  );
}

function SentPart({ model }: { readonly model: OwnModel }) {
  const words = messages.ownModel;
  const { settings } = model;
  return (
    <section className="work-part" aria-labelledby="own-model-sent">
      <h4 id="own-model-sent">{words.sent}</h4>
      <SentStatement model={model} />
      <AsksAbove settings={settings} />
      <Field label={words.edge}>
        <Select
          label={words.edge}
          value={String(settings.longEdge)}
          items={pictureEdges.map((edge) => ({ id: String(edge), text: words.pixels(edge) }))}
          onChange={(chosen) => {
            const longEdge = pictureEdges.find((edge) => String(edge) === chosen);
            if (longEdge !== undefined) void changeOwnModel({ longEdge });
          }}
        />
      </Field>
      <Checkbox isChecked={settings.sendsExif} onChange={(sendsExif) => void changeOwnModel({ sendsExif })}>
        {words.sendsExif}
      </Checkbox>
      <Checkbox isChecked={settings.sendsPlace} onChange={(sendsPlace) => void changeOwnModel({ sendsPlace })}>
        {words.sendsPlace}
      </Checkbox>
    </section>
  );
}

/** From how many photos on there is a question, and that it can be as it was. */
function AsksAbove({ settings }: { readonly settings: OwnModelSettings }) {
  const words = messages.ownModel;
  // Nothing leaves the computer, and nothing costs: there is nothing to ask.
  if (!asksBefore({ ...settings, asksAbove: 0 }, 1)) return null;
  return (
    <div className="own-model-line">
      <p className="settings-quiet">{words.asksAbove(settings.asksAbove)}</p>
      {settings.asksAbove > asksAboveAtFirst ? (
        <Button variant="quiet" onPress={() => void changeOwnModel({ asksAbove: asksAboveAtFirst })}>
          {words.askAgain(asksAboveAtFirst)}
        </Button>
      ) : null}
    </div>
  );
}

/** A number that people typed, with a point or a comma; null for nothing, undefined for no number. */
function numberOf(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return null;
  const value = Number(typed);
  return Number.isFinite(value) && value >= 0 && value <= 1_000_000 ? value : undefined;
}

function LimitsPart({ model }: { readonly model: OwnModel }) {
  const words = messages.ownModel;
  const { settings, costs, thrownAway } = model;
  const price = (field: 'inputPrice' | 'outputPrice') =>
    saving((text) => {
      const value = numberOf(text);
      return value === undefined ? words.noNumber : { [field]: value };
    });
  return (
    <section className="work-part" aria-labelledby="own-model-limits">
      <h4 id="own-model-limits">{words.limits}</h4>
      <Field label={words.timeout}>
        <SavedInput
          className="own-model-number"
          label={words.timeout}
          value={String(settings.timeoutSeconds)}
          onSave={saving((text) => {
            const value = numberOf(text);
            const isTime = typeof value === 'number' && Number.isInteger(value) && value >= 5 && value <= 900;
            return isTime ? { timeoutSeconds: value } : words.noTimeout;
          })}
        />
      </Field>
      <Field label={words.inputPrice}>
        <SavedInput
          className="own-model-number"
          label={words.inputPrice}
          value={settings.inputPrice === null ? '' : String(settings.inputPrice)}
          onSave={price('inputPrice')}
        />
      </Field>
      <Field label={words.outputPrice}>
        <SavedInput
          className="own-model-number"
          label={words.outputPrice}
          value={settings.outputPrice === null ? '' : String(settings.outputPrice)}
          onSave={price('outputPrice')}
        />
      </Field>
      <Field label={words.currency}>
        <SavedInput
          className="own-model-number"
          label={words.currency}
          value={settings.currency}
          placeholder={words.currencyExample}
          onSave={saving((text) => ({ currency: text.trim().slice(0, 8) }))}
        />
      </Field>
      <p className="settings-quiet">
        {costs.length === 0
          ? words.noCosts
          : costs
              .map(({ currency, micros, insights }) => words.cost(insights, costText(micros, currency)))
              .join(' ')}{' '}
        {thrownAway
          .map(({ currency, micros, answers }) => words.thrownAwaySoFar(answers, costText(micros, currency)))
          .join(' ')}
      </p>
    </section>
  );
}
