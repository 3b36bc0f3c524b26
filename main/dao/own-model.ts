/** What is set for the user's own model, and every prompt it was ever asked. The key is not here: see `shell/key-store.ts`. */
import {
  addressOf,
  asksAboveAtFirst,
  defaultOwnModel,
  defaultPrompt,
  maxPromptLength,
  unknownVariables,
} from '../../preload/contract/own-model.js';
import type { OwnModel, OwnModelChanges, OwnModelPrompt, OwnModelSettings } from '../../preload/contract/own-model.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { getAppState, setAppState } from './app-state.js';

export function ownModelSettings(db: ReadDb): OwnModelSettings {
  return { ...defaultOwnModel, ...getAppState(db, 'ownModel') };
}

/** What is not named stays as it is. Throws an AppFailure `name_invalid` for an address that is none. */
export function changeOwnModel(db: WriteDb, changes: OwnModelChanges): OwnModelSettings {
  return transaction(db, () => {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const settings: OwnModelSettings = {
      ...ownModelSettings(db),
      ...(Object.fromEntries(given) as Partial<OwnModelSettings>),
    };
    const address = addressOf(settings.baseUrl);
    if (settings.baseUrl !== '' && address === null) {
      throw new AppFailure('name_invalid', 'This is no address of a server. It begins with http:// or https://.');
    }
    if (settings.on && (address === null || settings.model === '')) {
      throw new AppFailure('name_invalid', 'Give the address of a server and choose a model first.');
    }
    if (promptOf(db, settings.promptId) === null) {
      throw new AppFailure('not_found', 'This prompt is no longer there.', { promptId: settings.promptId });
    }
    const kept = { ...settings, asksAbove: asksAbove(ownModelSettings(db), settings, changes) };
    setAppState(db, 'ownModel', kept);
    return kept;
  });
}

/** Who was not to be asked any more agreed to one place, and to its prices. */
function asksAbove(before: OwnModelSettings, after: OwnModelSettings, changes: OwnModelChanges): number {
  const isOther =
    addressOf(before.baseUrl)?.origin !== addressOf(after.baseUrl)?.origin ||
    (after.inputPrice ?? 0) > (before.inputPrice ?? 0) ||
    (after.outputPrice ?? 0) > (before.outputPrice ?? 0);
  return isOther && changes.asksAbove === undefined ? asksAboveAtFirst : after.asksAbove;
}

const ownPrompt: OwnModelPrompt = { id: 0, text: defaultPrompt, createdAtMs: null };

/** Null when there is none of that number. */
export function promptOf(db: ReadDb, id: number): OwnModelPrompt | null {
  if (id === 0) return ownPrompt;
  const row = prepare(db, 'SELECT id, text, created_at AS createdAtMs FROM own_model_prompts WHERE id = ?').get(id);
  return (row as OwnModelPrompt | undefined) ?? null;
}

/** How the history names a prompt. */
export function promptVersion(id: number): string {
  return id === 0 ? 'Keepsight 1' : String(id);
}

/**
 * A text that is there already is that version again. It is the one that is asked from now on. Throws an AppFailure
 * `name_invalid` when it is empty, too long, or names what there is not.
 */
export function savePrompt(db: WriteDb, typed: string, nowMs: number): OwnModelPrompt {
  const text = typed.replaceAll('\r\n', '\n').trim();
  if (text === '') throw new AppFailure('name_invalid', 'The prompt is empty.');
  if (text.length > maxPromptLength) throw new AppFailure('name_invalid', 'The prompt is too long.');
  const [unknown] = unknownVariables(text);
  if (unknown !== undefined) {
    throw new AppFailure('name_invalid', `There is nothing that {${unknown}} could stand for.`, { unknown });
  }
  return transaction(db, () => {
    const known = preparePluck(db, 'SELECT id FROM own_model_prompts WHERE text = ?').get(text) as number | undefined;
    const id =
      text === defaultPrompt
        ? 0
        : (known ??
          (preparePluck(db, 'INSERT INTO own_model_prompts (text, created_at) VALUES (?, ?) RETURNING id').get(
            text,
            nowMs,
          ) as number));
    setAppState(db, 'ownModel', { ...ownModelSettings(db), promptId: id });
    return promptOf(db, id) ?? ownPrompt;
  });
}

const costsSql = `
  SELECT coalesce(currency, '') AS currency, count(*) AS insights, sum(cost_micros) AS micros FROM photo_insights
  WHERE cost_micros IS NOT NULL GROUP BY currency`;
const thrownAwaySql = 'SELECT currency, micros, answers FROM thrown_away_costs ORDER BY currency';

export function ownModel(db: ReadDb): OwnModel {
  return snapshot(db, () => {
    const prompts = prepare(
      db,
      'SELECT id, text, created_at AS createdAtMs FROM own_model_prompts ORDER BY id DESC LIMIT 100',
    ).all() as OwnModelPrompt[];
    const costs = prepare(db, costsSql).all() as OwnModel['costs'];
    const thrownAway = prepare(db, thrownAwaySql).all() as OwnModel['thrownAway'];
    return { settings: ownModelSettings(db), prompts: [...prompts, ownPrompt], costs, thrownAway };
  });
}
