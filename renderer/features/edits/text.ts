/** What an edit did, as people say it. Pure. */
import type { Edit, EditAction, EditOutcome } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

type Said = Pick<Edit, 'action' | 'tagName' | 'insightTitle' | 'photoCount'>;

/** What taking back did, or undid: the opposite of the edit that it is. */
const opposites: Readonly<Record<EditAction, EditAction>> = {
  tag_added: 'tag_removed',
  tag_removed: 'tag_added',
  tag_narrowed: 'tag_widened',
  tag_widened: 'tag_narrowed',
  insight_deleted: 'insight_restored',
  insight_restored: 'insight_deleted',
};

/** "Tagged 12 photos “Lisbon”". */
function sentence({ action, tagName, insightTitle, photoCount }: Said): string {
  const tag = tagName ?? messages.edits.aTag;
  const title = insightTitle ?? messages.edits.untitled;
  switch (action) {
    case 'tag_added':
    case 'tag_removed':
    case 'tag_narrowed':
    case 'tag_widened':
      return messages.edits.done[action](tag, photoCount);
    case 'insight_deleted':
    case 'insight_restored':
      return messages.edits.done[action](title);
  }
}

/** "tag “Lisbon” on 12 photos". */
function name({ action, tagName, insightTitle, photoCount }: Said): string {
  const tag = tagName ?? messages.edits.aTag;
  const title = insightTitle ?? messages.edits.untitled;
  switch (action) {
    case 'tag_added':
    case 'tag_removed':
    case 'tag_narrowed':
    case 'tag_widened':
      return messages.edits.named[action](tag, photoCount);
    case 'insight_deleted':
    case 'insight_restored':
      return messages.edits.named[action](title);
  }
}

/** One line of the history: "Tagged 12 photos “Lisbon”", "Took back: tag “Lisbon” on 12 photos". */
export function editText(edit: Said & Pick<Edit, 'role'>): string {
  switch (edit.role) {
    case 'do':
      return sentence(edit);
    case 'undo':
      return messages.edits.tookBack(name({ ...edit, action: opposites[edit.action] }));
    case 'redo':
      return messages.edits.didAgain(name(edit));
  }
}

/** What undoing or redoing did, with the photos that it could not reach. */
export function outcomeText({ edit, skipped }: EditOutcome): string {
  const parts = [`${editText(edit)}.`];
  const isOfTags = edit.tagName !== null;
  if (isOfTags && edit.photoCount === 0 && skipped === 0) parts.push(messages.edits.nothingChanged);
  if (skipped > 0) parts.push(messages.edits.skipped(skipped));
  return parts.join(' ');
}

export function whoText(madeBy: Edit['madeBy'] | 'unknown'): string {
  return messages.edits.madeBy[madeBy];
}

/** What the button beside an edit in effect says; null when there is nothing to take back any more. */
export function takeBackText(
  edit: Pick<Edit, 'role' | 'undoneAtMs'> & { readonly canTakeBack: boolean },
): string | null {
  if (edit.undoneAtMs !== null || !edit.canTakeBack) return null;
  return edit.role === 'undo' ? messages.edits.doAgain : messages.edits.takeBack;
}
