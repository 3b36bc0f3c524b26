import type { Answers } from '../../../preload/contract/api.js';
import type { EditOutcome, TagEdit, TagId, TagSummary } from '../../../preload/contract/model.js';
import { settleAmbiguousTag } from '../../dao/tag-ambiguities.js';
import { setTagScope, tagByName, untagCopies, untagLocations } from '../../dao/tagged-photo.js';
import type { TagChange } from '../../dao/tagged-photo.js';
import { getTag } from '../../dao/tags.js';
import { redo, undo, undoEdit } from '../../dao/undo.js';
import { AppFailure } from '../../db/failure.js';
import type { WriteDb } from '../../db/open.js';
import type { ChangeNotice } from '../changes.js';

type Calls = 'tagPhotos' | 'untagPhotos' | 'setTagScope' | 'undo' | 'redo' | 'undoEdit' | 'settleAmbiguousTag';

export function tagAnswers(db: WriteDb, changes: ChangeNotice, nowMs: () => number): Pick<Answers<'engine'>, Calls> {
  const summary = (id: TagId): TagSummary => {
    const tag = getTag(db, id);
    if (tag === null) throw new AppFailure('not_found', 'This tag was removed meanwhile.', {});
    return tag;
  };
  const answer = (tagId: TagId, { editId, changed }: TagChange): TagEdit => {
    changes.add('tags', 'photos');
    changes.flush();
    return { editId, tag: summary(tagId), changed };
  };
  const tookBack = <T extends EditOutcome | null>(outcome: T): T => {
    changes.add('tags', 'photos', 'insights', 'health');
    changes.flush();
    return outcome;
  };
  return {
    tagPhotos: ({ locationIds, name, scope }) => {
      const { tagId, ...change } = tagByName(db, locationIds, name, scope ?? 'photo', nowMs());
      return answer(tagId, change);
    },
    untagPhotos: ({ locationIds, tagId, scope }) => {
      const take = scope === 'copy' ? untagCopies : untagLocations;
      return answer(tagId, take(db, locationIds, tagId, nowMs()));
    },
    setTagScope: ({ locationId, tagId, scope }) => answer(tagId, setTagScope(db, locationId, tagId, scope, nowMs())),
    settleAmbiguousTag: ({ ambiguityId, contentHashes }) => {
      const { tagId, ...change } = settleAmbiguousTag(db, ambiguityId, contentHashes, nowMs());
      changes.add('health');
      return answer(tagId, change);
    },
    undo: () => tookBack(undo(db, nowMs())),
    redo: () => tookBack(redo(db, nowMs())),
    undoEdit: ({ editId }) => tookBack(undoEdit(db, editId, nowMs())),
  };
}
