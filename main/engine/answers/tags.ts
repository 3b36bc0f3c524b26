import type { Answers } from '../../../preload/contract/api.js';
import { levelsOf } from '../../../preload/contract/tag-path.js';
import type { ChangeTopic } from '../../../preload/contract/events.js';
import type {
  Edit,
  EditAction,
  EditId,
  EditOutcome,
  LocationId,
  TagEdit,
  TagId,
  TagSummary,
} from '../../../preload/contract/model.js';
import {
  addToAlbum,
  changeAlbumSearch,
  createAlbum,
  deleteAlbum,
  moveInAlbum,
  removeFromAlbum,
  renameAlbum,
} from '../../dao/albums.js';
import { getEdit } from '../../dao/edits.js';
import { dismissStack, setStackFirst, stackPhotos, takeOutOfStack, unstackPhotos } from '../../dao/photo-stacks.js';
import { setMarks } from '../../dao/marks.js';
import { withStacksOfFirst } from '../../dao/stack-members.js';
import { settleAmbiguousTag } from '../../dao/tag-ambiguities.js';
import { takeKeywords } from '../../dao/file-keywords.js';
import { describeTag } from '../../dao/tag-details.js';
import { deleteTags, mergeTags, moveTags, renameTag } from '../../dao/tag-edits.js';
import type { TagStep } from '../../dao/tag-edits.js';
import {
  giveTags,
  setTagScope,
  tagByName,
  takeTags,
  toggleTag,
  untagCopies,
  untagLocations,
} from '../../dao/tagged-photo.js';
import type { TagChange } from '../../dao/tagged-photo.js';
import { getTag, livingTag, photoCounts, withDescendants } from '../../dao/tags.js';
import { turnPhotos } from '../../dao/turns.js';
import { redo, undo, undoEdit } from '../../dao/undo.js';
import { importVocabulary } from '../../dao/vocabulary.js';
import { AppFailure } from '../../db/failure.js';
import type { WriteDb } from '../../db/open.js';
import type { ChangeNotice } from '../changes.js';

type Calls =
  | 'tagPhotos'
  | 'giveTags'
  | 'takeTags'
  | 'toggleTag'
  | 'untagPhotos'
  | 'setTagScope'
  | 'renameTag'
  | 'moveTags'
  | 'deleteTags'
  | 'mergeTags'
  | 'setMarks'
  | 'createAlbum'
  | 'renameAlbum'
  | 'changeAlbumSearch'
  | 'deleteAlbum'
  | 'addToAlbum'
  | 'removeFromAlbum'
  | 'moveInAlbum'
  | 'describeTag'
  | 'importVocabulary'
  | 'takeKeywords'
  | 'turnPhotos'
  | 'stackPhotos'
  | 'unstackPhotos'
  | 'takeOutOfStack'
  | 'setStackFirst'
  | 'dismissStack'
  | 'undo'
  | 'redo'
  | 'undoEdit'
  | 'settleAmbiguousTag';

/** Lists that show tags, or show photos by them, ask for `tags`: all others stay as they are. */
const ofTagged: readonly ChangeTopic[] = ['tags', 'people'];
/** Where ambiguous tags may be settled too. */
const ofTags: readonly ChangeTopic[] = [...ofTagged, 'health'];
const ofAlbums: readonly ChangeTopic[] = ['albums'];
const ofStacks: readonly ChangeTopic[] = ['photos', 'stacks'];

/** What taking an edit back can change. */
function topicsOf(action: EditAction): readonly ChangeTopic[] {
  switch (action) {
    case 'tag_added':
    case 'tag_removed':
    case 'tag_narrowed':
    case 'tag_widened':
      return ofTags;
    case 'marks_set':
      return ['marks'];
    default:
      return ['tags', 'marks', 'albums', 'photos', 'stacks', 'insights', 'health', 'people'];
  }
}

export function tagAnswers(db: WriteDb, changes: ChangeNotice, nowMs: () => number): Pick<Answers<'engine'>, Calls> {
  const summary = (id: TagId): TagSummary => {
    const tag = getTag(db, id);
    if (tag === null) throw new AppFailure('not_found', 'This tag was removed meanwhile.', {});
    return tag;
  };
  const announce = (topics: readonly ChangeTopic[]): void => {
    changes.add(...topics);
    changes.flush();
  };
  const answer = (tagId: TagId, { editId, changed }: TagChange): TagEdit => {
    announce(ofTagged);
    return { editId, tag: summary(tagId), changed };
  };
  const edited = (topics: readonly ChangeTopic[], id: EditId): Edit => {
    announce(topics);
    return getEdit(db, id);
  };
  const editedOrNot = (topics: readonly ChangeTopic[], id: EditId | null): Edit | null =>
    id === null ? null : edited(topics, id);
  /** Tags and albums are said of a whole stack by what shows it; marks and turns are of the one photo. */
  const whole = (ids: readonly LocationId[]): readonly LocationId[] => withStacksOfFirst(db, ids);
  /** What stands below comes before what is above it. The history names the uppermost tag with the most photos, and counts the others. */
  const stepsFor = (tagIds: readonly TagId[]): readonly TagStep[] => {
    const counts = photoCounts(db, tagIds);
    const depths = new Map(tagIds.map((id) => [id, levelsOf(livingTag(db, id).name).length]));
    const byDepth = (a: TagId, b: TagId): number => (depths.get(b) ?? 0) - (depths.get(a) ?? 0);
    return [...tagIds]
      .sort((a, b) => byDepth(a, b) || (counts.get(a) ?? 0) - (counts.get(b) ?? 0))
      .map((tagId) => ({ tagId }));
  };
  const tookBack = <T extends EditOutcome | null>(outcome: T): T => {
    if (outcome !== null) announce(topicsOf(outcome.edit.action));
    return outcome;
  };
  return {
    tagPhotos: ({ locationIds, name, scope }) => {
      const { tagId, ...change } = tagByName(
        db,
        scope === 'copy' ? locationIds : whole(locationIds),
        name,
        scope ?? 'photo',
        nowMs(),
      );
      return answer(tagId, change);
    },
    giveTags: ({ locationIds, tags }) => editedOrNot(ofTagged, giveTags(db, whole(locationIds), tags, nowMs()).editId),
    takeTags: ({ locationIds, tagIds }) =>
      editedOrNot(ofTagged, takeTags(db, whole(locationIds), tagIds, nowMs()).editId),
    toggleTag: ({ locationIds, tagId }) =>
      editedOrNot(ofTagged, toggleTag(db, whole(locationIds), tagId, nowMs()).editId),
    untagPhotos: ({ locationIds, tagId, scope }) => {
      const take = scope === 'copy' ? untagCopies : untagLocations;
      return answer(tagId, take(db, scope === 'copy' ? locationIds : whole(locationIds), tagId, nowMs()));
    },
    setTagScope: ({ locationId, tagId, scope }) => answer(tagId, setTagScope(db, locationId, tagId, scope, nowMs())),
    renameTag: ({ tagId, name }) => editedOrNot(ofTags, renameTag(db, tagId, name, { nowMs: nowMs() })),
    moveTags: ({ tagIds, parentId }) => editedOrNot(ofTags, moveTags(db, tagIds, parentId, { nowMs: nowMs() })),
    deleteTags: ({ tagIds, below }) => {
      const all = below === 'delete' ? withDescendants(db, tagIds) : tagIds;
      return edited(ofTags, deleteTags(db, stepsFor(all), { nowMs: nowMs() }));
    },
    mergeTags: ({ tagIds, intoTagId, keepNames }) =>
      edited(ofTags, mergeTags(db, stepsFor(tagIds), intoTagId, { nowMs: nowMs() }, keepNames)),
    describeTag: ({ tagId, synonyms, colour, hotKey }) =>
      editedOrNot(
        ofTags,
        describeTag(
          db,
          tagId,
          {
            ...(synonyms === undefined ? {} : { synonyms }),
            ...(colour === undefined ? {} : { colour }),
            ...(hotKey === undefined ? {} : { hotKey }),
          },
          { nowMs: nowMs() },
        ),
      ),
    importVocabulary: ({ entries }) => editedOrNot(ofTags, importVocabulary(db, entries, nowMs())),
    takeKeywords: ({ locationIds, names }) =>
      editedOrNot(ofTagged, takeKeywords(db, locationIds, names, nowMs()).editId),
    turnPhotos: ({ locationIds, quarters }) => {
      const change = turnPhotos(db, locationIds, quarters, nowMs());
      return change === null ? null : edited(['photos', ...ofTags], change.editId);
    },
    stackPhotos: ({ groups }) => editedOrNot(ofStacks, stackPhotos(db, groups, nowMs())),
    unstackPhotos: ({ locationIds }) => editedOrNot(ofStacks, unstackPhotos(db, locationIds, nowMs())),
    takeOutOfStack: ({ locationIds }) => editedOrNot(ofStacks, takeOutOfStack(db, locationIds, nowMs())),
    setStackFirst: ({ locationId }) => editedOrNot(ofStacks, setStackFirst(db, locationId, nowMs())),
    dismissStack: ({ locationIds }) => editedOrNot(ofStacks, dismissStack(db, locationIds, nowMs())),
    settleAmbiguousTag: ({ ambiguityId, contentHashes }) => {
      const { tagId, ...change } = settleAmbiguousTag(db, ambiguityId, contentHashes, nowMs());
      changes.add('health');
      return answer(tagId, change);
    },
    setMarks: ({ locationIds, marks }) => {
      const editId = setMarks(db, locationIds, marks, nowMs());
      return editedOrNot(['marks'], editId);
    },
    createAlbum: ({ name, locationIds, query }) =>
      edited(ofAlbums, createAlbum(db, { name, locationIds: whole(locationIds), query: query ?? null }, nowMs())),
    renameAlbum: ({ albumId, name }) => editedOrNot(ofAlbums, renameAlbum(db, albumId, name, { nowMs: nowMs() })),
    changeAlbumSearch: ({ albumId, query }) =>
      editedOrNot(ofAlbums, changeAlbumSearch(db, albumId, query, { nowMs: nowMs() })),
    deleteAlbum: ({ albumId }) => edited(ofAlbums, deleteAlbum(db, albumId, { nowMs: nowMs() })),
    addToAlbum: ({ albumId, locationIds }) =>
      editedOrNot(ofAlbums, addToAlbum(db, albumId, whole(locationIds), nowMs())),
    removeFromAlbum: ({ albumId, locationIds }) =>
      editedOrNot(ofAlbums, removeFromAlbum(db, albumId, whole(locationIds), nowMs())),
    moveInAlbum: ({ albumId, locationIds, before }) =>
      editedOrNot(ofAlbums, moveInAlbum(db, albumId, locationIds, before, nowMs())),
    undo: () => tookBack(undo(db, nowMs())),
    redo: () => tookBack(redo(db, nowMs())),
    undoEdit: ({ editId }) => tookBack(undoEdit(db, editId, nowMs())),
  };
}
