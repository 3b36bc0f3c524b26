import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { photosFolder } from '../testing/files.js';
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
      await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 10_000 }).toBe(false);
    }
  });
});
