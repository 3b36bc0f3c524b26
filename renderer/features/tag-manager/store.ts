/** What is asked about tags, and what is done with the answer. */
import { create } from 'zustand';
import {
  call,
  tryCall,
  type AppError,
  type Edit,
  type HotKey,
  type TagColour,
  type TagEditPreview,
  type TagId,
  type TagSummary,
} from '../../api/index.js';
import { countEdit, editText, offerUndo } from '../edits/index.js';
import { showToast } from '../../ui/index.js';
import { useTags, withDescendants } from '../tags/index.js';
import { leaveTags } from '../view/index.js';

/** The dialog that is open. */
export type Question =
  | { readonly kind: 'rename'; readonly tag: TagSummary }
  | { readonly kind: 'merge'; readonly tags: readonly TagSummary[]; readonly into: TagId | null }
  | { readonly kind: 'otherNames'; readonly tag: TagSummary }
  | { readonly kind: 'hotKeys' }
  | { readonly kind: 'move'; readonly tags: readonly TagSummary[] }
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

/** `keepNames`: what they were called are other names of that one. */
export async function mergeTags(
  tags: readonly TagSummary[],
  intoTagId: TagId,
  keepNames: boolean,
): Promise<AppError | null> {
  const tagIds = tags.map(({ id }) => id);
  const result = await tryCall('mergeTags', { tagIds, intoTagId, keepNames });
  if (!result.ok) return result.error;
  leaveTags(tagIds, intoTagId);
  told(result.value);
  stopAsking();
  return null;
}

/** Null when it is done; otherwise why not. */
export async function setOtherNames(tagId: TagId, synonyms: readonly string[]): Promise<AppError | null> {
  const result = await tryCall('describeTag', { tagId, synonyms: [...synonyms] });
  if (!result.ok) return result.error;
  if (result.value !== null) told(result.value);
  stopAsking();
  return null;
}

/** A colour or a key; null for none. */
export async function describeTag(
  tagId: TagId,
  wanted: { readonly colour?: TagColour | null; readonly hotKey?: HotKey | null },
): Promise<void> {
  const result = await tryCall('describeTag', { tagId, ...wanted });
  if (!result.ok) showToast(result.error.message, { tone: 'error' });
  else if (result.value !== null) told(result.value);
}

/** Null when it is done; otherwise why not. */
export async function moveTags(tags: readonly TagSummary[], parentId: TagId | null): Promise<AppError | null> {
  const result = await tryCall('moveTags', { tagIds: tags.map(({ id }) => id), parentId });
  if (!result.ok) return result.error;
  if (result.value !== null) told(result.value);
  stopAsking();
  return null;
}

/** As `moveTags`, from where no dialog shows what is the matter. */
export async function dropTags(tags: readonly TagSummary[], parentId: TagId | null): Promise<void> {
  const error = await moveTags(tags, parentId);
  if (error === null) return;
  if (error.code === 'name_taken' && tags.length === 1) {
    ask({ kind: 'merge', tags, into: error.details['tagId'] as TagId });
  } else {
    showToast(error.message, { tone: 'error' });
  }
}

/** `below`: whether the tags below them go too, or stay and move up. */
export async function deleteTags(tags: readonly TagSummary[], below: 'delete' | 'lift'): Promise<AppError | null> {
  const tagIds = tags.map(({ id }) => id);
  const gone = below === 'delete' ? [...withDescendants(useTags.getState().tags, tagIds)] : tagIds;
  const result = await tryCall('deleteTags', { tagIds, below });
  if (!result.ok) return result.error;
  leaveTags(gone, null);
  told(result.value);
  stopAsking();
  return null;
}

/** What deleting them, or merging them into another one, would do; with `below`, those below them too. */
export function previewOf(
  tags: readonly TagSummary[],
  intoTagId: TagId | null,
  below: boolean,
): Promise<TagEditPreview> {
  return call('tagEditPreview', { tagIds: tags.map(({ id }) => id), intoTagId, below });
}
