import { create } from 'zustand';
import {
  call,
  keepFresh,
  toAppError,
  tryCall,
  type Edit,
  type ListedTag,
  type LocationId,
  type TagEdit,
  type TagId,
  type TagScope,
  type TagSuggestion,
} from '../../api/index.js';
import { commandCaps } from '../../lib/keys.js';
import { messages } from '../../lib/messages.js';
import { isMac } from '../../lib/platform.js';
import { showToast } from '../../ui/index.js';
import { countEdit, editText, offerUndo } from '../edits/index.js';

interface TagsState {
  readonly tags: readonly ListedTag[];
  /** Of tags that have some below them: photos of them all. Counted after the list, and missing until then. */
  readonly totals: ReadonlyMap<TagId, number>;
}

export const useTags = create<TagsState>(() => ({ tags: [], totals: new Map() }));

async function loadTags(): Promise<void> {
  try {
    useTags.setState({ tags: await call('tags', {}) });
  } catch {
    // The list stays as it is; the next change asks again.
  }
}

async function loadTotals(): Promise<void> {
  try {
    const totals = await call('tagTotals', {});
    useTags.setState({ totals: new Map(totals.map(({ tagId, photoCount }) => [tagId, photoCount])) });
  } catch {
    // As above.
  }
}

/** Returns the function that stops it. */
export function startTags(): () => void {
  const pace = { minIntervalMillis: 300, pausePerDuration: 4 };
  const stops = [loadTags, loadTotals].map((load) => keepFresh(load, ['tags', 'photos'], pace));
  return () => {
    for (const stop of stops) stop();
  };
}

/** Photos that the view of a tag shows: those of all below it too. Null while that is not counted. */
export function shownCount(tag: ListedTag, hasBelow: boolean, totals: ReadonlyMap<TagId, number>): number | null {
  return hasBelow ? (totals.get(tag.id) ?? null) : tag.photoCount;
}

const mostAsked = 50;

/** What may be wanted next for these photos; nothing when that cannot be told. */
export async function likelyTags(locationIds: readonly LocationId[]): Promise<readonly TagSuggestion[]> {
  if (locationIds.length === 0) return [];
  const step = Math.max(1, locationIds.length / mostAsked);
  const some = Array.from(
    { length: Math.min(mostAsked, locationIds.length) },
    (_, i) => locationIds[Math.floor(i * step)],
  );
  const answer = await tryCall('tagSuggestions', { locationIds: some.filter((id) => id !== undefined) });
  return answer.ok ? answer.value : [];
}

function report(cause: unknown): void {
  showToast(toAppError(cause).message, { tone: 'error' });
}

/** Says what an edit did and offers to take it back; nothing when nothing had to be changed. */
function tell({ editId, changed }: TagEdit, text: string): void {
  if (editId === null || changed.length === 0) return;
  countEdit();
  offerUndo(text, editId);
}

export async function tagPhotos(locationIds: LocationId[], name: string): Promise<void> {
  const trimmed = name.trim();
  if (trimmed === '' || locationIds.length === 0) return;
  try {
    const edit = await call('tagPhotos', { locationIds, name: trimmed });
    if (edit.changed.length === 0) showToast(messages.tags.already(edit.tag.name));
    tell(edit, messages.edits.done.tag_added(edit.tag.name, edit.changed.length, 0));
  } catch (cause) {
    report(cause);
  }
}

/** As long as the window is open; what was copied outlasts the photos it was copied from. */
let copied: readonly TagId[] = [];

/** The tags that all of these photos bear. */
export async function copyTags(locationIds: LocationId[]): Promise<void> {
  try {
    const tags = await call('selectionTags', { locationIds });
    const onAll = tags.filter(({ selectedCount }) => selectedCount >= locationIds.length);
    if (onAll.length === 0) {
      showToast(messages.tags.noneToCopy(locationIds.length));
      return;
    }
    copied = onAll.map(({ id }) => id);
    showToast(messages.tags.copied(onAll.map(({ name }) => name)));
  } catch (cause) {
    report(cause);
  }
}

export async function pasteTags(locationIds: LocationId[]): Promise<void> {
  if (copied.length === 0) showToast(messages.tags.nothingCopied(commandCaps('copy_tags', isMac).join(' ')));
  else await giveTags(locationIds, copied);
}

/** Known ones, or by name. */
export async function giveTags(locationIds: LocationId[], tags: readonly (TagId | string)[]): Promise<void> {
  if (locationIds.length === 0) return;
  try {
    const edit = await call('giveTags', { locationIds, tags: [...tags] });
    if (edit === null) {
      showToast(messages.tags.allBorne);
      return;
    }
    countEdit();
    offerUndo(editText(edit), edit.id);
  } catch (cause) {
    report(cause);
  }
}

/** Takes tags off these photos, or gives one when not all bear it; says what was done, or that there was nothing to do. */
async function change(run: () => Promise<Edit | null>): Promise<void> {
  try {
    const edit = await run();
    if (edit === null) return;
    countEdit();
    offerUndo(editText(edit), edit.id);
  } catch (cause) {
    report(cause);
  }
}

export function takeTags(locationIds: LocationId[], tagIds: readonly TagId[]): Promise<void> {
  return change(() => call('takeTags', { locationIds, tagIds: [...tagIds] }));
}

export function toggleTag(locationIds: LocationId[], tagId: TagId): Promise<void> {
  return change(() => call('toggleTag', { locationIds, tagId }));
}

/** With the scope `copy`, only what these very files bear. */
export async function untagPhotos(locationIds: LocationId[], tagId: TagId, scope: TagScope = 'photo'): Promise<void> {
  if (locationIds.length === 0) return;
  try {
    const edit = await call('untagPhotos', { locationIds, tagId, scope });
    tell(edit, messages.edits.done.tag_removed(edit.tag.name, edit.changed.length, 0));
  } catch (cause) {
    report(cause);
  }
}

export async function setTagScope(locationId: LocationId, tagId: TagId, scope: TagScope): Promise<void> {
  try {
    const edit = await call('setTagScope', { locationId, tagId, scope });
    tell(edit, messages.tags.scopeSet[scope](edit.tag.name));
  } catch (cause) {
    report(cause);
  }
}
