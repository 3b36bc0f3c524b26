/** The engine on real folders in which others are at work. No test asserts a time; what takes long is written slowly. */
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PhotoDetails } from '../../preload/contract/model.js';
import { EngineBench } from '../testing/engine-bench.js';
import { temporaryFolder } from '../testing/files.js';
import { editedPicture, testPictures } from '../testing/pictures.js';

const [picture = Buffer.alloc(0), other = Buffer.alloc(0), third = Buffer.alloc(0), ...more] = testPictures(10);
const edited = editedPicture(picture, 1);

let bench: EngineBench;
let root: string;
beforeEach(async () => {
  bench = new EngineBench();
  await bench.start();
  root = bench.library('Photos');
});
afterEach(() => bench.stop());

const wait = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

function lineage(): { fromHash: Buffer; toHash: Buffer; verdict: string }[] {
  return bench.db
    .prepare('SELECT from_hash AS fromHash, to_hash AS toHash, verdict FROM content_lineage ORDER BY id')
    .all() as { fromHash: Buffer; toHash: Buffer; verdict: string }[];
}

/** A photo with a tag, read long ago. */
async function taggedPhoto(): Promise<PhotoDetails> {
  const path = join(root, 'a.jpg');
  writeFileSync(path, picture);
  utimesSync(path, new Date(2020, 1, 1), new Date(2020, 1, 1));
  writeFileSync(join(root, 'other.jpg'), other);
  await bench.add(root);
  await bench.settled();
  const photo = bench.photo('a.jpg');
  await bench.engine.answers.tagPhotos({ locationIds: [photo.locationId], name: 'Sea' });
  return photo;
}

async function writeSlowly(path: string, bytes: Buffer, pauses: readonly number[]): Promise<void> {
  const size = Math.ceil(bytes.length / (pauses.length + 1));
  for (let n = 0; n <= pauses.length; n++) {
    appendFileSync(path, bytes.subarray(n * size, (n + 1) * size));
    await wait(pauses[n] ?? 0);
  }
}

const path = (name: string): string => join(root, name);

/** A folder of the library with a photo in it, `a.jpg`, and what is to take the photo's place. */
interface Edited {
  readonly at: (name: string) => string;
  readonly bytes: Buffer;
}

const saves: Readonly<Record<string, (edit: Edited) => Promise<void> | void>> = {
  'writes a hidden file and renames it over': ({ at, bytes }) => {
    writeFileSync(at('.a.jpg.tmp'), bytes);
    renameSync(at('.a.jpg.tmp'), at('a.jpg'));
  },
  'writes a file beside it, slowly, and renames it over': async ({ at, bytes }) => {
    await writeSlowly(at('a.new.jpg'), bytes, [800, 800, 2_500]);
    renameSync(at('a.new.jpg'), at('a.jpg'));
  },
  'empties the file and writes it anew, slowly': async ({ at, bytes }) => {
    truncateSync(at('a.jpg'));
    await writeSlowly(at('a.jpg'), bytes, [700, 700, 700]);
  },
  'empties the file, and pauses longer than a file that is being written does': async ({ at, bytes }) => {
    truncateSync(at('a.jpg'));
    await wait(2_500);
    await writeSlowly(at('a.jpg'), bytes, [3_500]);
  },
  'writes a new one, deletes the old one, renames': async ({ at, bytes }) => {
    writeFileSync(at('a.jpg.new'), bytes);
    rmSync(at('a.jpg'));
    await wait(500);
    renameSync(at('a.jpg.new'), at('a.jpg'));
  },
  'deletes the old one and writes a new one after a while': async ({ at, bytes }) => {
    rmSync(at('a.jpg'));
    await wait(2_500);
    writeFileSync(at('a.jpg'), bytes);
  },
  'puts the old one aside under a name that is none of a photo': async ({ at, bytes }) => {
    renameSync(at('a.jpg'), at('a.jpg~'));
    await wait(500);
    writeFileSync(at('a.jpg'), bytes);
    rmSync(at('a.jpg~'));
  },
};

describe('an editor that', () => {
  it('saves in one of these ways makes one edit, and the tag stays', async () => {
    const cases = Object.entries(saves).map(([how, save], n) => {
      const original = more[n] ?? Buffer.alloc(0);
      const folder = `way ${n}`;
      return {
        how,
        save,
        folder,
        original,
        bytes: editedPicture(original, 1),
        at: (name: string) => path(`${folder}/${name}`),
      };
    });
    for (const { folder, at, original } of cases) {
      mkdirSync(path(folder));
      writeFileSync(at('a.jpg'), original);
      utimesSync(at('a.jpg'), new Date(2020, 1, 1), new Date(2020, 1, 1));
    }
    await bench.add(root);
    await bench.settled();
    const photoIn = (folder: string): PhotoDetails => bench.photo(`${folder}/a.jpg`);
    const before = new Map(cases.map(({ folder }) => [folder, photoIn(folder)]));
    const locationIds = [...before.values()].map(({ locationId }) => locationId);
    await bench.engine.answers.tagPhotos({ locationIds, name: 'Sea' });
    // Each at its own pace, all at the same time.
    await Promise.all(cases.map(async ({ save, ...edit }) => save(edit)));
    for (const { how, folder } of cases) {
      await bench.until(`it ${how} and the edit is read`, () => {
        const { contentHash, preview } = photoIn(folder);
        return contentHash !== null && contentHash !== before.get(folder)?.contentHash && preview.state === 'ready';
      });
    }
    await bench.until(
      'nothing else is there',
      () => bench.ids().length === cases.length && bench.ids('missing').length === 0,
    );
    await wait(2_500);
    expect(lineage().map(({ verdict }) => verdict)).toEqual(cases.map(() => 'edited'));
    for (const { how, folder, at, bytes } of cases) {
      expect(photoIn(folder), how).toMatchObject({
        tags: [{ name: 'Sea' }],
        places: [{ relPath: `${folder}/a.jpg`, presence: 'present' }],
      });
      expect(readFileSync(at('a.jpg')).equals(bytes), how).toBe(true);
    }
    expect(bench.photos()).toHaveLength(cases.length);
  });

  it('keeps the old one as a photo of its own: the new one has the tags too', async () => {
    const before = await taggedPhoto();
    renameSync(path('a.jpg'), path('a.backup.jpg'));
    await wait(500);
    writeFileSync(path('a.jpg'), edited);
    await bench.until('the edit is read', () => {
      const { contentHash } = bench.photo('/a.jpg'.slice(1));
      return contentHash !== null && contentHash !== before.contentHash;
    });
    await bench.until('both are there', () => bench.ids().length === 3 && bench.ids('missing').length === 0);
    await wait(2_500);
    const places = bench.photos().map(({ fileName, tags }) => [fileName, tags.map(({ name }) => name)]);
    expect(places).toContainEqual(['a.jpg', ['Sea']]);
    expect(places).toContainEqual(['a.backup.jpg', ['Sea']]);
    expect(lineage()).toHaveLength(1);
  });
});

describe('a file that is copied in', () => {
  it.each([
    ['with its time set at the end', false],
    ['with its old time from the start', true],
  ])('slowly, %s, is read once, when it is complete', async (_how, keepsOldTime) => {
    writeFileSync(path('other.jpg'), other);
    await bench.add(root);
    await bench.settled();
    const old = new Date(2001, 1, 1);
    const size = Math.ceil(third.length / 6);
    for (let n = 0; n < 6; n++) {
      appendFileSync(path('copied.jpg'), third.subarray(n * size, (n + 1) * size));
      if (keepsOldTime) utimesSync(path('copied.jpg'), old, old);
      await wait(600);
    }
    await bench.until('it is read', () => bench.photo('copied.jpg').preview.state === 'ready');
    await wait(1_000);
    expect(lineage()).toEqual([]);
    expect(bench.photos()).toHaveLength(2);
    // No part of it was ever taken for a photo.
    expect(bench.db.prepare('SELECT count(*) AS n FROM photos').get()).toEqual({ n: 2 });
  });
});

describe('a library', () => {
  it('notices what happens deep in a tree that was moved in, and in one that was renamed', async () => {
    writeFileSync(path('other.jpg'), other);
    await bench.add(root);
    await bench.settled();
    const outside = temporaryFolder();
    mkdirSync(join(outside, 'album/in'), { recursive: true });
    writeFileSync(join(outside, 'album/in/a.jpg'), picture);
    renameSync(join(outside, 'album'), path('album'));
    await bench.until('its photo is there', () => bench.photo('album/in/a.jpg').preview.state === 'ready');
    renameSync(path('album'), path('renamed'));
    await bench.until('it is followed', () => bench.photo('renamed/in/a.jpg').places.length === 1);
    writeFileSync(path('renamed/in/b.jpg'), third);
    await bench.until('a photo in it is noticed', () => bench.photo('renamed/in/b.jpg').preview.state === 'ready');
    expect(bench.ids('missing')).toEqual([]);
  });

  it('says how it is watched, and polls what lies on a network drive', async () => {
    const volumes = bench.volumes;
    bench.volumes = {
      ...volumes,
      of: async (where) => {
        const volume = await volumes.of(where);
        return volume === null ? null : { ...volume, isNetwork: where.includes('Share') };
      },
    };
    const share = bench.library('Share');
    writeFileSync(path('other.jpg'), other);
    writeFileSync(join(share, 'a.jpg'), picture);
    const local = await bench.add(root);
    const remote = await bench.add(share);
    await bench.settled();
    const watchingOf = async (libraryId: typeof local.id): Promise<unknown> => {
      const { availability } = await bench.engine.answers.renameLibrary({ libraryId, name: `Library ${libraryId}` });
      return availability.watching;
    };
    expect(await watchingOf(local.id)).toEqual({ by: 'events', reason: null, pauseMs: null });
    expect(await watchingOf(remote.id)).toMatchObject({ by: 'polling', reason: 'network' });
    writeFileSync(join(share, 'b.jpg'), third);
    await bench.until('the new photo is found', () => bench.photo('b.jpg').preview.state === 'ready');
  });
});
