/** What an edit did, as people say it. Pure. */
import type { Edit, EditAction, EditOutcome } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

type Said = Pick<
  Edit,
  'action' | 'tagName' | 'otherName' | 'otherTagCount' | 'insightTitle' | 'marks' | 'albumName' | 'photoCount'
>;

/** What taking back did, or undid: the opposite of the edit that it is. */
const opposites: Readonly<Record<EditAction, EditAction>> = {
  tag_added: 'tag_removed',
  tag_removed: 'tag_added',
  tag_narrowed: 'tag_widened',
  tag_widened: 'tag_narrowed',
  insight_deleted: 'insight_restored',
  insight_restored: 'insight_deleted',
  suggestion_dismissed: 'suggestion_restored',
  suggestion_restored: 'suggestion_dismissed',
  insight_rated: 'insight_rated',
  insight_chosen: 'insight_chosen',
  insight_unpinned: 'insight_unpinned',
  insight_written: 'insight_unwritten',
  insight_unwritten: 'insight_written',
  insights_returned: 'insights_returned',
  insights_imported: 'insights_imported',
  tag_renamed: 'tag_renamed',
  tag_moved: 'tag_moved',
  tag_described: 'tag_described',
  tags_imported: 'tags_imported',
  tag_deleted: 'tag_restored',
  tag_restored: 'tag_deleted',
  tag_merged: 'tag_unmerged',
  tag_unmerged: 'tag_merged',
  person_named: 'person_named',
  people_joined: 'people_joined',
  faces_parted: 'faces_parted',
  person_hidden: 'person_shown',
  person_shown: 'person_hidden',
  marks_set: 'marks_set',
  album_created: 'album_deleted',
  album_deleted: 'album_created',
  album_renamed: 'album_renamed',
  album_search_changed: 'album_search_changed',
  album_photos_added: 'album_photos_removed',
  album_photos_removed: 'album_photos_added',
  album_photos_moved: 'album_photos_moved',
  turned_right: 'turned_left',
  turned_left: 'turned_right',
  turned_over: 'turned_over',
  photos_stacked: 'photos_unstacked',
  photos_unstacked: 'photos_stacked',
  stack_first_set: 'stack_first_set',
  stack_dismissed: 'stack_offered',
  stack_offered: 'stack_dismissed',
};

function opposite(edit: Said): Said {
  const names =
    edit.action === 'tag_renamed' || edit.action === 'tag_moved'
      ? { tagName: edit.otherName, otherName: edit.tagName }
      : edit.action === 'album_renamed'
        ? { albumName: edit.otherName, otherName: edit.albumName }
        : {};
  return { ...edit, ...names, action: opposites[edit.action] };
}

/** `done`: "Tagged 12 photos “Lisbon”". `named`: "tag “Lisbon” on 12 photos". */
function words(form: 'done' | 'named', edit: Said): string {
  const { action, insightTitle, photoCount, otherTagCount } = edit;
  const tag = edit.tagName ?? messages.edits.aTag;
  const album = edit.albumName ?? messages.edits.anAlbum;
  const other = edit.otherName ?? messages.edits.aTag;
  switch (action) {
    case 'tag_added':
    case 'tag_removed':
      return messages.edits[form][action](tag, photoCount, otherTagCount);
    case 'turned_right':
    case 'turned_left':
    case 'turned_over':
    case 'photos_stacked':
    case 'photos_unstacked':
    case 'stack_first_set':
    case 'stack_dismissed':
    case 'stack_offered':
      return messages.edits[form][action](photoCount);
    case 'tag_narrowed':
    case 'tag_widened':
      return messages.edits[form][action](tag, photoCount);
    case 'insight_deleted':
    case 'insight_restored':
    case 'insight_chosen':
    case 'insight_unpinned':
    case 'insight_written':
    case 'insight_unwritten':
      return messages.edits[form][action](insightTitle ?? messages.edits.untitled);
    case 'suggestion_dismissed':
    case 'suggestion_restored':
      return messages.edits[form][action](other);
    case 'insight_rated':
      return messages.edits[form][action](insightTitle ?? messages.edits.untitled, edit.otherName ?? '');
    case 'insights_returned':
    case 'insights_imported':
      return messages.edits[form][action](edit.otherName ?? '', photoCount);
    case 'person_named':
      return messages.edits[form][action](tag);
    case 'people_joined':
    case 'faces_parted':
    case 'person_hidden':
    case 'person_shown':
      return messages.edits[form][action](photoCount);
    case 'tag_renamed':
      return messages.edits[form][action](tag, other);
    case 'tag_described':
      return messages.edits[form][action](tag);
    case 'tags_imported':
    case 'tag_deleted':
    case 'tag_restored':
      return messages.edits[form][action](tag, otherTagCount);
    case 'tag_moved':
    case 'tag_merged':
    case 'tag_unmerged':
      return messages.edits[form][action](tag, otherTagCount, other);
    case 'marks_set':
      return messages.edits[form][action](edit.marks ?? {}, photoCount);
    case 'album_deleted':
    case 'album_search_changed':
      return messages.edits[form][action](album);
    case 'album_renamed':
      return messages.edits[form][action](album, edit.otherName ?? messages.edits.anAlbum);
    case 'album_created':
    case 'album_photos_added':
    case 'album_photos_removed':
    case 'album_photos_moved':
      return messages.edits[form][action](album, photoCount);
  }
}

/** One line of the history: "Tagged 12 photos “Lisbon”", "Took back: tag “Lisbon” on 12 photos". */
export function editText(edit: Said & Pick<Edit, 'role'>): string {
  switch (edit.role) {
    case 'do':
      return words('done', edit);
    case 'undo':
      return messages.edits.tookBack(words('named', opposite(edit)));
    case 'redo':
      return messages.edits.didAgain(words('named', edit));
  }
}

/** Edits of photos; those of tags themselves say what they did whether a photo bore the tag or not. */
const ofPhotos: ReadonlySet<EditAction> = new Set([
  'tag_added',
  'tag_removed',
  'tag_narrowed',
  'tag_widened',
  'marks_set',
  'album_photos_added',
  'album_photos_removed',
  'album_photos_moved',
]);

/** What undoing or redoing did, with the photos that it could not reach. */
export function outcomeText({ edit, skipped }: EditOutcome): string {
  const parts = [`${editText(edit)}.`];
  if (ofPhotos.has(edit.action) && edit.photoCount === 0 && skipped === 0) parts.push(messages.edits.nothingChanged);
  if (skipped > 0) parts.push(messages.edits.skipped(skipped));
  return parts.join(' ');
}

export function whoText(madeBy: Edit['madeBy'] | 'unknown'): string {
  return messages.edits.madeBy[madeBy];
}

/** They bring tags back, or are of several. */
const gone: ReadonlySet<EditAction> = new Set([
  'tag_deleted',
  'tag_merged',
  'tags_imported',
  'person_named',
  'people_joined',
  'faces_parted',
  'person_hidden',
  'person_shown',
]);

/** Its tag or album is there, or it is what took that away. */
export function canTakeBack({
  tagName,
  tagId,
  albumName,
  albumId,
  action,
}: Pick<Edit, 'tagName' | 'tagId' | 'albumName' | 'albumId' | 'action'>): boolean {
  if (albumName !== null) return albumId !== null || action === 'album_deleted';
  return tagName === null || tagId !== null || gone.has(action);
}

/** What the button beside an edit in effect says; null when there is nothing to take back any more. */
export function takeBackText(
  edit: Pick<Edit, 'role' | 'undoneAtMs'> & { readonly canTakeBack: boolean },
): string | null {
  if (edit.undoneAtMs !== null || !edit.canTakeBack) return null;
  return edit.role === 'undo' ? messages.edits.doAgain : messages.edits.takeBack;
}
