import { cpSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GridView } from '../../preload/contract/model.js';
import { removalPreview } from '../dao/libraries.js';
import { gridModel, viewCounts } from '../dao/grid.js';
import { photoDetails } from '../dao/photo-details.js';
import { editImage } from '../testing/decoding.js';
import { EngineBench, everything, samples } from '../testing/engine-bench.js';
import { filesBelow } from '../testing/files.js';

let bench: EngineBench;
beforeEach(async () => {
  bench = new EngineBench();
  await bench.start();
});
afterEach(() => bench.stop());

describe('the engine', () => {
  it('indexes a folder of real photos: hash, facts, thumbnails, reasons', async () => {
    const root = bench.library('Photos');
    cpSync(samples, root, { recursive: true });
    writeFileSync(join(root, 'text.png'), 'no picture '.repeat(100));
    utimesSync(join(root, 'text.png'), 1, 1);
    const { id } = await bench.add(root);
    await bench.settled();

    const train = bench.photo('train.jpg');
    expect(train.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(train.preview.state).toBe('ready');
    expect(train.facts).toMatchObject({ width: 4032, height: 3024, captured: { source: 'exif' } });
    // The same bytes under two names are one photo.
    expect(
      bench
        .photo('png.png')
        .places.map((place) => place.relPath)
        .sort(),
    ).toEqual(['png.png', 'sync/png.png']);
    expect(bench.photo('sewing-threads.heic').preview).toEqual({ state: 'ready', reason: null });
    // The video of a picture's name is part of it.
    const [, video] = train.stack;
    expect(video).toMatchObject({ fileName: 'train.mov', mediaKind: 'video' });
    expect(photoDetails(bench.db, video?.locationId ?? train.locationId, new Map())).toMatchObject({
      mediaKind: 'video',
      // Nobody plays videos here.
      preview: { state: 'pending', reason: null },
    });
    const summary = await bench.engine.answers.renameLibrary({ libraryId: id, name: 'Renamed' });
    expect(summary).toMatchObject({ name: 'Renamed', availability: { state: 'online' }, backlogCount: 0 });
    expect(summary.locationCount).toBe(filesBelow(root).length);
    expect(summary.photoCount).toBe(summary.locationCount - 2);
    const shown = (filter: GridView['filter']): number =>
      gridModel(bench.db, { ...everything, filter }, null).ids.length;
    expect(viewCounts(bench.db)).toEqual({
      all: shown('all'),
      untagged: shown('untagged'),
      missing: shown('missing'),
      problems: shown('problems'),
    });
    expect(shown('problems')).toBeGreaterThan(0);
    expect(summary.lastScan).toMatchObject({ outcome: 'completed', added: summary.locationCount });
  });

  it('shows a tag on the same bytes in another library, before and after their hash is known', async () => {
    const [one, two] = [bench.library('one'), bench.library('two')];
    cpSync(join(samples, 'mongolia.jpeg'), join(one, 'a.jpeg'));
    cpSync(join(samples, 'mongolia.jpeg'), join(two, 'b.jpeg'));
    await bench.engine.answers.setPaused({ paused: true });
    await bench.add(one);
    await bench.add(two);
    await bench.until('both are listed', () => bench.ids().length === 2);
    const a = bench.photo('a.jpeg');
    expect(a.contentHash).toBeNull();
    await bench.engine.answers.tagPhotos({ locationIds: [a.locationId], name: 'Steppe' });
    await bench.engine.answers.generateInsights({ target: { locationIds: bench.ids() }, scope: 'missing' });
    await bench.until('both have an insight', () => bench.photos().every((photo) => photo.insights.length === 1));

    await bench.engine.answers.setPaused({ paused: false });
    await bench.until(
      'they are one photo',
      () => bench.ids().length === 1 && bench.photo('b.jpeg').insights.length === 2,
    );
    await bench.until('one insight is current', () => {
      const { insights } = bench.photo('b.jpeg');
      return insights[0]?.isCurrent === true && insights[1]?.whyNotCurrent === 'merged_later';
    });
    expect(bench.photo('b.jpeg').tags.map((tag) => tag.name)).toEqual(['Steppe']);
    expect(new Set(bench.photo('b.jpeg').insights.map((insight) => insight.libraryName))).toEqual(
      new Set(['one', 'two']),
    );
  });

  it('follows moves within and between libraries while it runs', async () => {
    const [one, two] = [bench.library('one'), bench.library('two')];
    cpSync(join(samples, 'mongolia.jpeg'), join(one, 'a.jpeg'));
    cpSync(join(samples, 'train.jpg'), join(one, 'train.jpg'));
    cpSync(join(samples, 'aarhus.jpg'), join(two, 'keep.jpg'));
    await bench.add(one);
    await bench.add(two);
    await bench.settled();
    const before = bench.photo('a.jpeg');
    await bench.engine.answers.tagPhotos({ locationIds: [before.locationId], name: 'Steppe' });
    await bench.engine.answers.generateInsights({ target: { locationIds: [before.locationId] }, scope: 'missing' });
    await bench.until('it has an insight', () => bench.photo('a.jpeg').insights.length === 1);

    mkdirSync(join(two, 'deep/er'), { recursive: true });
    renameSync(join(one, 'a.jpeg'), join(two, 'deep/er/moved.jpeg'));
    await bench.until('the move is settled', () => {
      const { places } = bench.photo('moved.jpeg');
      return places.length === 1 && bench.ids().length === 3;
    });
    const after = bench.photo('moved.jpeg');
    expect(after.contentHash).toBe(before.contentHash);
    expect(after.tags.map((tag) => tag.name)).toEqual(['Steppe']);
    expect(after.insights.map(({ relPath, libraryName }) => ({ relPath, libraryName }))).toEqual([
      { relPath: 'deep/er/moved.jpeg', libraryName: 'two' },
    ]);
    expect(bench.ids('missing')).toEqual([]);
  });

  it('keeps what is known while a library is away, and believes nothing of an empty mount point', async () => {
    const root = bench.library('Archive');
    cpSync(join(samples, 'mongolia.jpeg'), join(root, 'a.jpeg'));
    const { id } = await bench.add(root);
    await bench.settled();
    renameSync(root, `${root}-away`);
    await bench.engine.answers.scanLibrary({ libraryId: id });
    await bench.until('it is offline', () => bench.logged.some((entry) => entry.fields['to'] === 'offline'));
    const [photo] = bench.ids();
    await bench.engine.answers.tagPhotos({ locationIds: photo === undefined ? [] : [photo], name: 'Away' });

    mkdirSync(root);
    await bench.engine.answers.scanLibrary({ libraryId: id });
    await bench.until('it is suspect', () => bench.logged.some((entry) => entry.fields['to'] === 'suspect'));
    expect(bench.ids()).toEqual([photo]);

    rmSync(root, { recursive: true });
    renameSync(`${root}-away`, root);
    await bench.engine.answers.scanLibrary({ libraryId: id });
    await bench.until(
      'it is back',
      () =>
        bench.logged.at(-1)?.fields['to'] === 'online' ||
        bench.logged.some((entry, at) => at > 2 && entry.fields['to'] === 'online'),
    );
    await bench.settled();
    expect(bench.photo('a.jpeg')).toMatchObject({ tags: [{ name: 'Away' }], places: [{ presence: 'present' }] });
  });

  it('takes a deleted file for missing only when a second tick does not find it either, and loses nothing', async () => {
    const root = bench.library('Photos');
    cpSync(join(samples, 'mongolia.jpeg'), join(root, 'a.jpeg'));
    cpSync(join(samples, 'train.jpg'), join(root, 'b.jpg'));
    await bench.add(root);
    await bench.settled();
    const { locationId, contentHash } = bench.photo('a.jpeg');
    await bench.engine.answers.tagPhotos({ locationIds: [locationId], name: 'Steppe' });
    rmSync(join(root, 'a.jpeg'));
    await bench.until('it is missing', () => bench.ids('missing').length === 1);
    expect(bench.ids()).toHaveLength(1);
    expect(bench.details(locationId).tags).toHaveLength(1);

    cpSync(join(samples, 'mongolia.jpeg'), join(root, 'restored.jpeg'));
    await bench.until('the bytes are back', () => bench.ids().length === 2 && bench.ids('missing').length === 0);
    expect(bench.photo('restored.jpeg')).toMatchObject({ contentHash, tags: [{ name: 'Steppe' }] });
  });

  it('carries tags and insights when a file is edited in place', async () => {
    const root = bench.library('Photos');
    cpSync(join(samples, 'mongolia.jpeg'), join(root, 'a.jpeg'));
    await bench.add(root);
    await bench.settled();
    const before = bench.photo('a.jpeg');
    await bench.engine.answers.tagPhotos({ locationIds: [before.locationId], name: 'Steppe' });
    await bench.engine.answers.generateInsights({ target: { locationIds: [before.locationId] }, scope: 'missing' });
    await bench.until('it has an insight', () => bench.photo('a.jpeg').insights.length === 1);

    editImage(join(samples, 'mongolia.jpeg'), join(root, 'a.jpeg'), 'brighten');
    utimesSync(join(root, 'a.jpeg'), new Date(), new Date(Date.now() - 60_000));
    await bench.until('the new bytes are read', () => bench.photo('a.jpeg').contentHash !== before.contentHash);
    const after = bench.photo('a.jpeg');
    expect(after.tags.map((tag) => tag.name)).toEqual(['Steppe']);
    expect(after.insights).toMatchObject([{ isStale: true, isCurrent: true }]);
  });

  it('gives damaged and empty files a reason, and reads everything else', async () => {
    const root = bench.library('Photos');
    cpSync(join(samples, 'mongolia.jpeg'), join(root, 'good.jpeg'));
    writeFileSync(join(root, 'empty.jpg'), '');
    writeFileSync(join(root, 'noise.jpg'), Buffer.alloc(5_000, 7));
    await bench.add(root);
    await bench.settled();
    expect(bench.photo('good.jpeg').preview.state).toBe('ready');
    expect(bench.photo('empty.jpg').preview).toEqual({ state: 'damaged', reason: 'The file is empty (0 bytes).' });
    expect(bench.photo('noise.jpg').preview).toMatchObject({
      state: 'damaged',
      reason: expect.stringMatching(/not an image/) as string,
    });
  });

  it('keeps tags through the removal of a library and brings them back with it', async () => {
    const root = bench.library('Photos');
    cpSync(join(samples, 'mongolia.jpeg'), join(root, 'a.jpeg'));
    const { id } = await bench.add(root);
    await bench.settled();
    await bench.engine.answers.tagPhotos({ locationIds: bench.ids(), name: 'Steppe' });
    expect(removalPreview(bench.db, id)).toMatchObject({
      locationCount: 1,
      photosOnlyHere: 1,
      tagsKept: 1,
    });
    await bench.engine.answers.removeLibrary({ libraryId: id });
    expect(bench.ids()).toEqual([]);
    await bench.add(root);
    await bench.settled();
    expect(bench.photo('a.jpeg').tags.map((tag) => tag.name)).toEqual(['Steppe']);
  });

  it('refuses roots that overlap, repeat, are missing or are a file, and says why', async () => {
    const root = bench.library('Photos');
    const inner = bench.library('Photos/inner');
    writeFileSync(join(root, 'file.jpg'), 'x');
    await bench.add(root);
    await expect(bench.add(root)).rejects.toMatchObject({ code: 'library_duplicate' });
    await expect(bench.add(inner)).rejects.toMatchObject({
      code: 'library_overlap',
      details: { libraryName: 'Photos' },
    });
    await expect(bench.add(bench.folder)).rejects.toMatchObject({ code: 'library_overlap' });
    await expect(bench.add(join(root, 'file.jpg'))).rejects.toMatchObject({ code: 'folder_not_directory' });
    await expect(bench.add(join(root, 'nothing'))).rejects.toMatchObject({ code: 'folder_not_found' });
    await expect(bench.add('/')).rejects.toMatchObject({ code: 'library_overlap' });
  });

  it('goes on where it was stopped', async () => {
    const root = bench.library('Photos');
    cpSync(samples, root, { recursive: true });
    await bench.add(root);
    await bench.until('it is listed', () => bench.ids().length > 3);
    await bench.stop();
    await bench.start();
    await bench.settled();
    expect(bench.photo('train.jpg').preview.state).toBe('ready');
  });
});
