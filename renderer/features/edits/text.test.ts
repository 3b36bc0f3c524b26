import { describe, expect, test } from 'vitest';
import type { Edit, EditId, TagId } from '../../api/index.js';
import { canTakeBack, editText, outcomeText, takeBackText } from './text.js';

const tagged: Edit = {
  id: 1 as EditId,
  atMs: 0,
  madeBy: 'user',
  action: 'tag_added',
  role: 'do',
  undoneAtMs: null,
  tagId: 1 as TagId,
  tagName: 'Lisbon',
  otherName: null,
  otherTagCount: 0,
  partOf: null,
  insightTitle: null,
  marks: null,
  albumId: null,
  albumName: null,
  photoCount: 12,
};

describe('the text of an edit', () => {
  test('says what was done', () => {
    expect(editText(tagged)).toBe('Tagged 12 photos “Lisbon”');
    expect(editText({ ...tagged, action: 'tag_removed', photoCount: 1 })).toBe('Removed “Lisbon” from 1 photo');
    expect(editText({ ...tagged, action: 'insight_deleted', tagName: null, insightTitle: 'A tram' })).toBe(
      'Deleted the insight “A tram”',
    );
  });

  test('an undo names what it took back, a redo what it did again', () => {
    const undo = { ...tagged, action: 'tag_removed', role: 'undo' } as const;
    expect(editText(undo)).toBe('Took back: tag “Lisbon” on 12 photos');
    expect(editText({ ...tagged, role: 'redo' })).toBe('Did again: tag “Lisbon” on 12 photos');
    expect(editText({ ...undo, action: 'insight_restored', tagName: null, insightTitle: null })).toBe(
      'Took back: deletion of the insight “without a title”',
    );
  });

  test('an outcome says what it could not reach, and that nothing had to be done', () => {
    const undo = { ...tagged, action: 'tag_added', role: 'undo' } as const;
    expect(outcomeText({ edit: undo, skipped: 0 })).toBe('Took back: removal of “Lisbon” from 12 photos.');
    expect(outcomeText({ edit: undo, skipped: 2 })).toContain('2 photos could not be brought back');
    expect(outcomeText({ edit: { ...undo, photoCount: 0 }, skipped: 0 })).toContain('No photo had to be changed.');
    expect(outcomeText({ edit: { ...undo, photoCount: 0 }, skipped: 3 })).not.toContain('No photo had to be changed.');
  });

  test('edits of tags themselves say both names, and how many other tags', () => {
    const renamed = { ...tagged, action: 'tag_renamed', otherName: 'Lisboa' } as const;
    expect(editText(renamed)).toBe('Renamed the tag “Lisbon” to “Lisboa”');
    const back = { ...renamed, tagName: 'Lisboa', otherName: 'Lisbon', role: 'undo', photoCount: 0 } as const;
    expect(outcomeText({ edit: back, skipped: 0 })).toBe('Took back: renaming of the tag “Lisbon” to “Lisboa”.');
    const merged = { ...tagged, action: 'tag_merged', otherName: 'Portugal', otherTagCount: 2 } as const;
    expect(editText(merged)).toBe('Merged the tag “Lisbon” and 2 other tags into “Portugal”');
    expect(editText({ ...merged, action: 'tag_unmerged', role: 'undo' })).toBe(
      'Took back: merging of the tag “Lisbon” and 2 other tags into “Portugal”',
    );
    expect(editText({ ...tagged, action: 'tag_deleted', role: 'redo' })).toBe(
      'Did again: deletion of the tag “Lisbon”',
    );
  });

  test('marks are said as they were set, and taken back by their name', () => {
    const marked = { ...tagged, tagId: null, tagName: null, action: 'marks_set' } as const;
    expect(editText({ ...marked, marks: { rating: 4 } })).toBe('Rated 12 photos 4 stars');
    expect(editText({ ...marked, marks: { flag: 'picked' }, photoCount: 3 })).toBe('Picked 3 photos');
    expect(editText({ ...marked, marks: { flag: null }, photoCount: 1 })).toBe('Unflagged 1 photo');
    expect(editText({ ...marked, marks: { label: 'red' } })).toBe('Labelled 12 photos red');
    expect(editText({ ...marked, marks: { rating: 0 } })).toBe('Took the stars off 12 photos');
    expect(editText({ ...marked, marks: { rating: 1, flag: 'rejected' } })).toBe('Marked 12 photos: 1 star, rejected');
    expect(editText({ ...marked, role: 'undo', marks: { rating: 4 } })).toBe('Took back: 4 stars on 12 photos');
    expect(editText({ ...marked, role: 'redo', marks: { label: null } })).toBe(
      'Did again: removal of the colour label of 12 photos',
    );
  });

  test('an edit of a tag that is gone can be taken back only if it is what took it away', () => {
    expect(canTakeBack({ ...tagged, tagId: null })).toBe(false);
    expect(canTakeBack({ ...tagged, tagId: null, action: 'tag_merged' })).toBe(true);
    expect(canTakeBack({ ...tagged, tagId: null, tagName: null, action: 'insight_deleted' })).toBe(true);
  });

  test('the button offers the way back, as long as there is one', () => {
    expect(takeBackText({ ...tagged, canTakeBack: true })).toBe('Take back');
    expect(takeBackText({ ...tagged, role: 'undo', canTakeBack: true })).toBe('Do again');
    expect(takeBackText({ ...tagged, undoneAtMs: 5, canTakeBack: true })).toBeNull();
    expect(takeBackText({ ...tagged, canTakeBack: false })).toBeNull();
  });
});
