import { call, tryCall, type AppError, type LibrarySummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { showToast } from '../../ui/index.js';
import { loadLibraries } from './store.js';

export interface AddRequest {
  readonly rootPath: string;
  readonly name: string;
  readonly acceptBroadRoot: boolean;
}

export type AddOutcome =
  { readonly kind: 'added'; readonly library: LibrarySummary } | { readonly kind: 'refused'; readonly error: AppError };

export async function addLibrary(request: AddRequest): Promise<AddOutcome> {
  const name = request.name.trim();
  const result = await tryCall('addLibrary', {
    rootPath: request.rootPath.trim(),
    ...(name === '' ? {} : { name }),
    ...(request.acceptBroadRoot ? { acceptBroadRoot: true } : {}),
  });
  if (!result.ok) return { kind: 'refused', error: result.error };
  showToast(messages.settings.added(result.value.name));
  await loadLibraries();
  return { kind: 'added', library: result.value };
}

/** Null when the user cancels or no picker can be shown. */
export async function pickFolder(): Promise<string | null> {
  return call('pickFolder', { title: messages.settings.chooseTitle }).catch(() => null);
}
