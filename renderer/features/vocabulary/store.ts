/** Tags from files and into files, and keywords that photos hold themselves. */
import { create } from 'zustand';
import {
  tryCall,
  type Edit,
  type FileKeyword,
  type LocationId,
  type VocabularyFormat,
  type VocabularyPreview,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { showToast } from '../../ui/index.js';
import { countEdit, editText, offerUndo } from '../edits/index.js';

interface VocabularyState {
  /** What a chosen file holds; null while none is asked about. */
  readonly preview: VocabularyPreview | null;
  /** The photos whose keywords are asked about; null while none are. */
  readonly photos: readonly LocationId[] | null;
}

export const useVocabulary = create<VocabularyState>(() => ({ preview: null, photos: null }));

export function isAskingAboutVocabulary(): boolean {
  const { preview, photos } = useVocabulary.getState();
  return preview !== null || photos !== null;
}

export function stopAsking(): void {
  useVocabulary.setState({ preview: null, photos: null });
}

function told(edit: Edit | null, nothing: string): void {
  if (edit === null) {
    showToast(nothing);
    return;
  }
  countEdit();
  offerUndo(editText(edit), edit.id);
}

export async function importTags(): Promise<void> {
  const result = await tryCall('openVocabulary', {});
  if (!result.ok) showToast(result.error.message, { tone: 'error' });
  else if (result.value !== null) useVocabulary.setState({ preview: result.value, photos: null });
}

export async function exportTags(format: VocabularyFormat): Promise<void> {
  const result = await tryCall('saveVocabulary', { format });
  if (!result.ok) showToast(result.error.message, { tone: 'error' });
  else if (result.value !== null) showToast(messages.vocabulary.exported(result.value.tags, result.value.fileName));
}

/** Null when it is done; otherwise why not. */
export async function doImport({ entries }: VocabularyPreview): Promise<string | null> {
  const result = await tryCall('importVocabulary', {
    entries: entries.map((entry) => ({ ...entry, synonyms: [...entry.synonyms] })),
  });
  if (!result.ok) return result.error.message;
  stopAsking();
  told(result.value, messages.vocabulary.nothingNew);
  return null;
}

export function askForKeywords(photos: readonly LocationId[]): void {
  useVocabulary.setState({ preview: null, photos });
}

export async function keywordsOf(photos: readonly LocationId[]): Promise<readonly FileKeyword[] | string> {
  const result = await tryCall('fileKeywords', { locationIds: [...photos] });
  return result.ok ? result.value : result.error.message;
}

/** Null when it is done; otherwise why not. */
export async function takeKeywords(photos: readonly LocationId[], names: readonly string[]): Promise<string | null> {
  const result = await tryCall('takeKeywords', { locationIds: [...photos], names: [...names] });
  if (!result.ok) return result.error.message;
  stopAsking();
  told(result.value, messages.tags.allBorne);
  return null;
}
