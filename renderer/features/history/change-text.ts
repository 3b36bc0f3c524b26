/** One line of a photo's own tag history, as people say it. Pure. */
import type { PhotoTagChange } from '../../api/index.js';
import { formatAgo } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { editText, whoText } from '../edits/index.js';

/** "Tagged “Lisbon”", "Took back: tag “Lisbon” on 12 photos". */
export function changeText(change: PhotoTagChange): string {
  if (change.role !== 'do')
    return editText({ ...change, otherName: null, otherTagCount: 0, insightTitle: null, marks: null, albumName: null });
  if (change.editId === null) return messages.history.bears(change.tagName);
  return messages.history.change[change.action](change.tagName);
}

/** Who, for which copy, with how many other photos, and whether it was taken back. */
export function changeNotes(change: PhotoTagChange, nowMs: number): readonly string[] {
  const { madeBy, action, copy, photoCount, role, undoneAtMs } = change;
  const notes = [madeBy === 'carry' ? messages.history.carried : whoText(madeBy)];
  if (copy !== null) {
    const isWidened = action === 'tag_widened';
    notes.push(messages.history[isWidened ? 'wasOnlyAt' : 'onlyAt'](copy.libraryName, copy.relPath));
  }
  if (role === 'do' && photoCount > 1) notes.push(messages.history.withOthers(photoCount - 1));
  if (undoneAtMs !== null) notes.push(messages.history.takenBack[role](formatAgo(undoneAtMs, nowMs)));
  return notes;
}
