import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ExifTool } from 'exiftool-vendored';
import type { EmbeddedField } from '../../preload/contract/model.js';
import { photosFolder, temporaryFolder } from '../testing/files.js';
import { builtMain, helperRuntime } from '../testing/decoding.js';
import { factsFromTags } from './exiftool.js';
import { MetadataReader } from './metadata-reader.js';

const reader = new MetadataReader({ entryPath: join(builtMain(), 'metadata.cjs'), runtimePath: helperRuntime() });
afterAll(() => reader.close());
const samples = join(photosFolder(), 'LycheeOrg+Lychee/tests/Samples');

describe('ExifTool’s reading', () => {
  it('knows a HEIC photo that nothing else decodes', async () => {
    const outcome = await reader.read(join(samples, 'sewing-threads.heic'), false);
    expect(outcome).toMatchObject({ kind: 'facts', facts: { cameraMake: 'samsung', width: 4000, height: 3000 } });
    expect(outcome.kind === 'facts' && outcome.facts.captured?.offsetMinutes).not.toBeNull();
    expect(outcome.kind === 'facts' && outcome.facts.latitude).not.toBeNull();
  });

  it('fails for a file that is not there without blaming itself', async () => {
    expect(await reader.read(join(samples, 'gone.jpg'), false)).toMatchObject({ kind: 'failed' });
  });

  it('turns dimensions as they are shown', () => {
    expect(factsFromTags({ ImageWidth: 4000, ImageHeight: 3000, Orientation: 6 }, false)).toMatchObject({
      width: 3000,
      height: 4000,
    });
    expect(factsFromTags({ ImageWidth: 1920, ImageHeight: 1080, Rotation: 90 }, true)).toMatchObject({
      width: 1080,
      height: 1920,
    });
  });

  it('names a lens, and does not number it', async () => {
    const outcome = await reader.read(join(samples, 'mongolia.jpeg'), false);
    expect(outcome).toMatchObject({ kind: 'facts', facts: { cameraModel: 'NIKON D5000', apertureF: 13, iso: 200 } });
    expect(outcome.kind === 'facts' && outcome.facts.lensModel).toMatch(/mm/);
    expect(factsFromTags({ LensID: '8B 40 2D 80 2C 3C FD 0E', Lens: 'Unknown' }, false).lensModel).toBeNull();
  });

  it('does not take a video’s UTC time for a wall clock', () => {
    const utc = { localMs: Date.UTC(2023, 6, 14, 16, 5, 9), offsetMinutes: 0, offsetSource: 'utc' };
    const onTheWall = { localMs: Date.UTC(2023, 6, 14, 18, 5, 9), offsetMinutes: 120, offsetSource: 'gps_place' };
    const inBerlin = { GPSLatitude: 52.5, GPSLongitude: 13.4 };
    for (const tags of [{ CreateDate: '2023:07:14 16:05:09' }, { DateTimeOriginal: '2023:07:14 16:05:09Z' }]) {
      expect(factsFromTags(tags, true).captured).toEqual(utc);
      expect(factsFromTags({ ...tags, ...inBerlin }, true).captured).toEqual(onTheWall);
    }
    expect(factsFromTags({ CreationDate: '2023:07:14 18:05:09+02:00' }, true).captured?.offsetMinutes).toBe(120);
  });

  it('knows how long a video lasts, and of no photo', async () => {
    const outcome = await reader.read(join(samples, 'train.mov'), true);
    expect(outcome).toMatchObject({ kind: 'facts', facts: { durationMs: 1233 } });
    expect(factsFromTags({ Duration: 0.0001 }, true).durationMs).toBe(1);
    expect(factsFromTags({ Duration: -3 }, true).durationMs).toBeNull();
    expect(factsFromTags({ Duration: 2 }, false).durationMs).toBeNull();
  });

  it('takes the first of several times in one tag', () => {
    const { captured } = factsFromTags({ DateTimeOriginal: '2009:09:09T17:00:00, 2009:09:09' }, false);
    expect(captured?.localMs).toBe(Date.UTC(2009, 8, 9, 17));
  });

  it('believes a camera’s zone, but not that of a Canon nobody has set', () => {
    const zoneOf = (tags: Readonly<Record<string, string>>): number | null | undefined =>
      factsFromTags({ DateTimeOriginal: '2023:07:14 18:05:09', ...tags }, false).captured?.offsetMinutes;
    expect(zoneOf({ Make: 'NIKON CORPORATION', TimeZone: '+01:00', DaylightSavings: 'Yes' })).toBe(120);
    expect(zoneOf({ Make: 'NIKON CORPORATION', TimeZone: '+00:00', DaylightSavings: 'No' })).toBe(0);
    expect(zoneOf({ Make: 'Canon', TimeZone: '+02:00', DaylightSavings: '60' })).toBe(120);
    expect(zoneOf({ Make: 'Canon', TimeZone: '+00:00', DaylightSavings: 'Off' })).toBeNull();
  });

  it('believes no position at zero and no nonsense', () => {
    expect(factsFromTags({ GPSLatitude: 0, GPSLongitude: 0, FNumber: 0, ISO: -1, Make: '  ' }, false)).toMatchObject({
      latitude: null,
      apertureF: null,
      iso: null,
      cameraMake: null,
    });
  });
});

describe('texts inside a file', () => {
  /** Has ExifTool write tags into a copy of a real photo. */
  async function written(tags: readonly string[]): Promise<string> {
    const path = join(temporaryFolder(), 'written.jpg');
    copyFileSync(join(samples, 'train.jpg'), path);
    const writer = new ExifTool({ maxProcs: 1 });
    try {
      await writer.write(path, {}, { writeArgs: ['-overwrite_original', ...tags] });
    } finally {
      await writer.end();
    }
    return path;
  }

  async function textsOf(path: string, field: EmbeddedField): Promise<readonly string[]> {
    const outcome = await reader.read(path, false);
    if (outcome.kind !== 'facts') throw new Error(outcome.reason);
    return outcome.texts.filter((text) => text.field === field).map(({ source, text }) => `${source} ${text}`);
  }

  it('are those of a real photo, from each place where they stand', async () => {
    const path = join(samples, 'mongolia.jpeg');
    expect(await textsOf(path, 'keyword')).toEqual([
      'XMP-dc:Subject Mongolia',
      'XMP-dc:Subject Ôvôrhangaj',
      'XMP-dc:Subject Хужирт',
      // What the program that wrote this could not say in Latin letters.
      'IPTC:Keywords ??????',
      'IPTC:Keywords Mongolia',
      'IPTC:Keywords Ôvôrhangaj',
      'IPTC:Keywords ??????',
    ]);
    expect(await textsOf(path, 'keyword_path')).toEqual([
      'XMP-lr:HierarchicalSubject Mongolia',
      'XMP-lr:HierarchicalSubject Mongolia|Ôvôrhangaj',
      'XMP-lr:HierarchicalSubject Mongolia|Ôvôrhangaj|Хужирт',
      'XMP-digiKam:TagsList Mongolia',
      'XMP-digiKam:TagsList Mongolia/Ôvôrhangaj',
      'XMP-digiKam:TagsList Mongolia/Ôvôrhangaj/Хужирт',
      'XMP-microsoft:LastKeywordXMP Mongolia',
      'XMP-microsoft:LastKeywordXMP Mongolia/Ôvôrhangaj',
      'XMP-microsoft:LastKeywordXMP Mongolia/Ôvôrhangaj/Хужирт',
    ]);
  });

  it('stay what they were, whatever they look like', async () => {
    const keywords = ['007', '1e5', 'true', 'a, b; c', '“quoted” "x"', '-1.50', '👩‍👩‍👧 family'];
    const path = await written([
      ...keywords.map((keyword) => `-XMP-dc:Subject=${keyword}`),
      '-XMP-xmp:Rating=4',
      '-XMP-dc:Title=12',
      `-XMP-dc:Description=${'é'.repeat(5_000)}`,
      '-XMP-iptcExt:PersonInImage=Ann Lee',
    ]);
    expect(await textsOf(path, 'keyword')).toEqual(keywords.map((keyword) => `XMP-dc:Subject ${keyword}`));
    expect(await textsOf(path, 'rating')).toEqual(['XMP-xmp:Rating 4']);
    expect(await textsOf(path, 'title')).toEqual(['XMP-dc:Title 12']);
    expect(await textsOf(path, 'person')).toEqual(['XMP-iptcExt:PersonInImage Ann Lee']);
    expect(await textsOf(path, 'description')).toEqual([`XMP-dc:Description ${'é'.repeat(2_000)}`]);
    // The facts are what they were beside them.
    expect(await reader.read(path, false)).toMatchObject({ facts: { width: 4032, iso: 25, cameraModel: 'iPhone 6s' } });
  });

  it('are five hundred at the most', async () => {
    const path = await written(Array.from({ length: 1_000 }, (_, at) => `-XMP-dc:Subject=k${at}`));
    const keywords = await textsOf(path, 'keyword');
    expect(keywords).toHaveLength(500);
    expect(keywords.at(-1)).toBe('XMP-dc:Subject k499');
  });
});

describe('the metadata process', () => {
  it('takes ExifTool with it, however the engine ends', async () => {
    const script = `
      const { fork } = require('node:child_process');
      const child = fork(process.argv[1], [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
      child.on('message', () => process.stdout.write(String(child.pid)));
      child.send({ kind: 'read', jobId: 1, path: process.argv[2], isVideo: false });
    `;
    const entry = join(builtMain(), 'metadata.cjs');
    const parent = spawn(helperRuntime() ?? process.execPath, ['-e', script, entry, join(samples, 'train.jpg')], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const helper = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (pid: Buffer) => {
        resolve(Number(pid.toString()));
      });
    });
    const exiftools = readFileSync(`/proc/${helper}/task/${helper}/children`, 'utf8').trim().split(/\s+/).map(Number);
    expect(exiftools.length).toBeGreaterThan(0);
    parent.kill('SIGKILL');
    for (const pid of [helper, ...exiftools]) {
      await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 100_000 }).toBe(false);
    }
  });
});
