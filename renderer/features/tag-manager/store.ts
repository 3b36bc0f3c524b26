/** What is asked about tags, and what is done with the answer. */
import { create } from 'zustand';
import {
  call,
  tryCall,
  type AppError,
  type Edit,
  type TagEditPreview,
  type TagId,
  type TagSummary,
} from '../../api/index.js';
import { countEdit, editText, offerUndo } from '../edits/index.js';
import { leaveTags } from '../view/index.js';

/** The dialog that is open. */
export type Question =
  | { readonly kind: 'rename'; readonly tag: TagSummary }
  | { readonly kind: 'merge'; readonly tags: readonly TagSummary[]; readonly into: TagId | null }
  | { readonly kind: 'delete'; readonly tags: readonly TagSummary[] };

interface TagManagerState {
  readonly question: Question | null;
}

export const useTagManager = create<TagManagerState>(() => ({ question: null }));

export function ask(question: Question): void {
  useTagManager.setState({ question });
}

export function stopAsking(): void {
  useTagManager.setState({ question: null });
}

function told(edit: Edit): void {
  countEdit();
  offerUndo(editText(edit), edit.id);
}

export function isAskingAboutTags(): boolean {
  return useTagManager.getState().question !== null;
}

/** Null when it is done; otherwise why not. */
export async function renameTag(tagId: TagId, name: string): Promise<AppError | null> {
  const result = await tryCall('renameTag', { tagId, name });
  if (!result.ok) return result.error;
  if (result.value !== null) told(result.value);
  stopAsking();
  return null;
}

export async function mergeTags(tags: readonly TagSummary[], intoTagId: TagId): Promise<AppError | null> {
  const tagIds = tags.map(({ id }) => id);
  const result = await tryCall('mergeTags', { tagIds, intoTagId });
  if (!result.ok) return result.error;
  leaveTags(tagIds, intoTagId);
  told(result.value);
  stopAsking();
  return null;
}

export async function deleteTags(tags: readonly TagSummary[]): Promise<AppError | null> {
  const tagIds = tags.map(({ id }) => id);
  const result = await tryCall('deleteTags', { tagIds });
  if (!result.ok) return result.error;
  leaveTags(tagIds, null);
  told(result.value);
  stopAsking();
  return null;
}

/** What deleting them, or merging them into another one, would do. */
export function previewOf(tags: readonly TagSummary[], intoTagId: TagId | null): Promise<TagEditPreview> {
  return call('tagEditPreview', { tagIds: tags.map(({ id }) => id), intoTagId });
}
