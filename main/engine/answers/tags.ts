import type { Answers } from '../../../preload/contract/api.js';
import type { TagId, TagSummary } from '../../../preload/contract/model.js';
import { tagLocations, untagLocations } from '../../dao/tagged-photo.js';
import { findOrCreateTag, getTag } from '../../dao/tags.js';
import { AppFailure } from '../../db/failure.js';
import type { WriteDb } from '../../db/open.js';
import type { ChangeNotice } from '../changes.js';

type Calls = 'tagPhotos' | 'untagPhotos';

export function tagAnswers(db: WriteDb, changes: ChangeNotice, nowMs: () => number): Pick<Answers<'engine'>, Calls> {
  const summary = (id: TagId): TagSummary => {
    const tag = getTag(db, id);
    if (tag === null) throw new AppFailure('not_found', 'This tag was removed meanwhile.', {});
    return tag;
  };
  const changed = (): void => {
    changes.add('tags', 'photos');
    changes.flush();
  };
  return {
    tagPhotos: ({ locationIds, name }) => {
      const tag = findOrCreateTag(db, name, nowMs());
      const locations = tagLocations(db, locationIds, tag.id, nowMs());
      changed();
      return { editId: null, tag: summary(tag.id), changed: locations };
    },
    untagPhotos: ({ locationIds, tagId }) => {
      const locations = untagLocations(db, locationIds, tagId);
      changed();
      return { editId: null, tag: summary(tagId), changed: locations };
    },
  };
}
