import { beforeEach, describe, expect, test } from 'vitest';
import type { Availability, LibraryId, LocationId, ScanReport } from '../../preload/contract/model.js';
import { AppFailure } from '../db/failure.js';
import { finish } from '../db/in-steps.js';
import type { WriteDb } from '../db/open.js';
import {
  addInsightRow,
  addLocation,
  addTag,
  addTagRow,
  hashNumbered,
  memoryDatabase,
  plansOf,
} from '../testing/database.js';
import {
  getLibrary,
  insertLibrary,
  librarySummaries,
  listLibraries,
  relocateLibrary,
  removalPreview,
  removeLibrarySteps,
  renameLibrary,
  reviveLibrary,
  setLastScan,
} from './libraries.js';
import { photoDetails } from './photo-details.js';

let db: WriteDb;
let photos: LibraryId;
let archive: LibraryId;
beforeEach(() => {
  db = memoryDatabase();
  photos = insertLibrary(db, { name: 'Photos 10', rootPath: '/photos', createdAtMs: 1 }).id;
  archive = insertLibrary(db, { name: 'Photos 9', rootPath: '/archive', createdAtMs: 2 }).id;
});

const online: Availability = { state: 'online', reason: 'readable', message: '', foundAt: null, watching: null };

test('a root belongs to one library', () => {
  expect(() => insertLibrary(db, { name: 'Again', rootPath: '/photos', createdAtMs: 3 })).toThrow(
    'already the library “Photos 10”',
  );
  expect(() => relocateLibrary(db, archive, '/photos')).toThrow(AppFailure);
  expect(relocateLibrary(db, photos, '/photos').rootPath).toBe('/photos');
  expect(relocateLibrary(db, archive, '/elsewhere').rootPath).toBe('/elsewhere');
});

test('they are listed by name as people sort, and renamed', () => {
  expect(listLibraries(db).map(({ name }) => name)).toEqual(['Photos 9', 'Photos 10']);
  expect(renameLibrary(db, photos, 'Home').name).toBe('Home');
  expect(() => renameLibrary(db, 99 as LibraryId, 'None')).toThrow(AppFailure);
});

describe('removing', () => {
  test('files go, tags and insights stay, and the same root brings the library back under its id', () => {
    const sea = addTag(db, 'Sea');
    const hash = hashNumbered(1);
    addLocation(db, photos, 'a.jpg', { hash });
    addTagRow(db, { libraryId: photos, relPath: 'a.jpg', tagId: sea, hash });
    addInsightRow(db, { libraryId: photos, relPath: 'a.jpg', hash });
    expect(finish(removeLibrarySteps(db, photos, 50))).toBe(1);
    expect(() => getLibrary(db, photos)).toThrow(AppFailure);
    expect(() => finish(removeLibrarySteps(db, photos, 51))).toThrow(AppFailure);
    expect(db.prepare('SELECT count(*) FROM tagged_photo').pluck().get()).toBe(1);
    expect(db.prepare('SELECT count(*) FROM photo_insights').pluck().get()).toBe(1);
    expect(reviveLibrary(db, '/nowhere')).toBeNull();
    expect(reviveLibrary(db, '/photos', 'Back')).toMatchObject({ id: photos, name: 'Back' });
    expect(() => reviveLibrary(db, '/photos')).toThrow(AppFailure);
    const again = addLocation(db, photos, 'a.jpg', { hash });
    expect(photoDetails(db, again, new Map())).toMatchObject({
      tags: [{ name: 'Sea', photoCount: 1 }],
      insights: [{}],
    });
    expect(librarySummaries(db, new Map()).find(({ id }) => id === photos)).toMatchObject({
      photoCount: 1,
      locationCount: 1,
    });
  });

  test('the preview says what stays', () => {
    const sea = addTag(db, 'Sea');
    addLocation(db, photos, 'a.jpg', { hash: hashNumbered(1) });
    addLocation(db, photos, 'a2.jpg', { hash: hashNumbered(1) });
    addLocation(db, photos, 'b.jpg', { hash: hashNumbered(2) });
    addLocation(db, archive, 'b.jpg', { hash: hashNumbered(2) });
    addLocation(db, photos, 'c.jpg');
    for (const n of [1, 2]) addTagRow(db, { libraryId: photos, relPath: 'x', tagId: sea, hash: hashNumbered(n) });
    addTagRow(db, { libraryId: archive, relPath: 'b.jpg', tagId: sea, hash: hashNumbered(2) });
    addTagRow(db, { libraryId: photos, relPath: 'c.jpg', tagId: sea });
    addInsightRow(db, { libraryId: photos, relPath: 'c.jpg' });
    addInsightRow(db, { libraryId: archive, relPath: 'b.jpg', hash: hashNumbered(2), isCurrent: false });
    expect(removalPreview(db, photos)).toEqual({
      name: 'Photos 10',
      locationCount: 4,
      photosOnlyHere: 2,
      tagsKept: 3,
      insightsKept: 2,
    });
  });
});

test('summaries count photos, files and what is the matter with them', () => {
  addLocation(db, photos, 'a.jpg', { hash: hashNumbered(1) });
  addLocation(db, photos, 'copy.jpg', { hash: hashNumbered(1) });
  addLocation(db, photos, 'gone.jpg', { hash: hashNumbered(2), presence: 2 });
  addLocation(db, photos, 'broken.jpg', { hash: hashNumbered(3), previewState: 3 });
  addLocation(db, photos, 'new.jpg', { previewState: 0 });
  const lastScan: ScanReport = {
    finishedAtMs: 9,
    filesSeen: 4,
    added: 4,
    changed: 0,
    missing: 1,
    moved: 0,
    unreadableCount: 0,
    outcome: 'completed',
  };
  setLastScan(db, photos, lastScan);
  expect(librarySummaries(db, new Map([[photos, online]]))).toMatchObject([
    { id: archive, availability: { state: 'offline', reason: 'not_probed' }, photoCount: 0, lastScan: null },
    {
      id: photos,
      availability: online,
      photoCount: 3,
      locationCount: 5,
      missingCount: 1,
      problemCount: 1,
      backlogCount: 1,
      lastScan,
    },
  ]);
});

test('details list this place first, then the present ones of all libraries', () => {
  const hash = hashNumbered(1);
  addLocation(db, photos, 'z/missing.jpg', { hash, presence: 2 });
  const here = addLocation(db, archive, 'b/here.jpg', { hash });
  addLocation(db, photos, 'a.jpg', { hash });
  const details = photoDetails(db, here, new Map([[photos, online]]));
  expect(details.fileName).toBe('here.jpg');
  expect(details.contentHash).toBe(hash.toString('hex'));
  expect(details.places.map(({ relPath, presence, libraryState }) => [relPath, presence, libraryState])).toEqual([
    ['b/here.jpg', 'present', 'offline'],
    ['a.jpg', 'present', 'online'],
    ['z/missing.jpg', 'missing', 'online'],
  ]);
  expect(() => photoDetails(db, 999 as LocationId, new Map())).toThrow(AppFailure);
});

test('summaries and details go through no table of photos', () => {
  const here = addLocation(db, archive, 'b/here.jpg', { hash: hashNumbered(1) });
  const plan = plansOf(db, () => {
    librarySummaries(db, new Map());
    photoDetails(db, here, new Map());
  });
  expect(
    plan.filter((line) =>
      /^SCAN (?!\w+ USING INDEX tagged_photo_unhashed|wanted|home|line|libraries|\(subquery)/.test(line),
    ),
  ).toEqual([]);
});
