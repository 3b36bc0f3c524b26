import { create } from 'zustand';
import {
  addressOf,
  call,
  toAppError,
  tryCall,
  type AppError,
  type KeyState,
  type OwnModel,
  type OwnModelSettings,
  type OwnModelTrial,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { showToast } from '../../ui/index.js';

interface OwnModelState {
  /** Null before the first answer. */
  readonly model: OwnModel | null;
  readonly key: KeyState | null;
  /** Of the address that is set; empty while they were not asked for. */
  readonly names: readonly string[];
  readonly isAsking: boolean;
  readonly trial: {
    readonly of: 'models' | 'trial';
    readonly error: AppError | null;
    readonly result: OwnModelTrial | null;
  } | null;
}

export const useOwnModel = create<OwnModelState>(() => ({
  model: null,
  key: null,
  names: [],
  isAsking: false,
  trial: null,
}));

export async function loadOwnModel(): Promise<void> {
  try {
    const [model, key] = await Promise.all([call('ownModel', {}), call('ownModelKey', {})]);
    useOwnModel.setState({ model, key });
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

/** Knows from the start whether photos can be described by it. */
export function startOwnModel(): () => void {
  void loadOwnModel();
  return () => undefined;
}

/** Answers what is wrong with the changes; null when they hold. */
export async function changeOwnModel(changes: Partial<OwnModelSettings>): Promise<AppError | null> {
  const result = await tryCall('setOwnModel', { changes });
  if (!result.ok) return result.error;
  const isElsewhere = changes.baseUrl !== undefined || changes.kind !== undefined;
  useOwnModel.setState({ model: result.value, trial: null, ...(isElsewhere ? { names: [] } : {}) });
  return null;
}

/** Answers what is wrong with the text; null when it is asked from now on. */
export async function savePrompt(text: string): Promise<AppError | null> {
  const result = await tryCall('saveOwnModelPrompt', { text });
  if (!result.ok) return result.error;
  useOwnModel.setState({ model: result.value });
  showToast(messages.ownModel.promptSaved);
  return null;
}

export async function saveKey(key: string | null): Promise<void> {
  const address = addressOf(useOwnModel.getState().model?.settings.baseUrl ?? '');
  if (key !== null && address === null) return;
  try {
    const known = key === null || address === null ? null : { key, origin: address.origin };
    useOwnModel.setState({ key: await call('setOwnModelKey', { known }), trial: null });
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

export async function askForModels(): Promise<void> {
  const settings = useOwnModel.getState().model?.settings;
  if (settings === undefined) return;
  useOwnModel.setState({ isAsking: true, trial: null });
  const { kind, baseUrl } = settings;
  const result = await tryCall('ownModelNames', { kind, baseUrl });
  const [first] = result.ok ? result.value : [];
  if (first !== undefined && settings.model === '') await changeOwnModel({ model: first });
  useOwnModel.setState({
    isAsking: false,
    names: result.ok ? result.value : [],
    trial: { of: 'models', error: result.ok ? null : result.error, result: null },
  });
}

export async function tryModel(): Promise<void> {
  useOwnModel.setState({ isAsking: true, trial: null });
  const result = await tryCall('tryOwnModel', {});
  useOwnModel.setState({
    isAsking: false,
    trial: { of: 'trial', error: result.ok ? null : result.error, result: result.ok ? result.value : null },
  });
}
