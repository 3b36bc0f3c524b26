/** The engine, as the app runs it, on files that mean harm: none is a crash, each has a reason, all others are read. */
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LeftOut } from '../../preload/contract/model.js';
import { listLeftOut } from '../dao/left-out.js';
import { decodeWith, openTestPool } from '../testing/decoding.js';
import { EngineBench } from '../testing/engine-bench.js';
import { photosFolder, temporaryFolder } from '../testing/files.js';
import {
  writeDeepFile,
  writeHostileContents,
  writeHostileNames,
  writeHostilePlaces,
  writeTooDeepTree,
} from '../testing/hostile.js';
import type { HostileCase, HostilePictures } from '../testing/hostile.js';
import { testPictures } from '../testing/pictures.js';

const [jpeg = Buffer.alloc(0), otherJpeg = Buffer.alloc(0), thirdJpeg = Buffer.alloc(0)] = testPictures(3);
const png = readFileSync(join(photosFolder(), 'LycheeOrg+Lychee/tests/Samples/png.png'));
const pictures: HostilePictures = { jpeg, png };

let bench: EngineBench;
let root: string;
beforeEach(async () => {
  bench = new EngineBench();
  await bench.start();
  root = bench.library('Photos');
  writeFileSync(join(root, 'zz last.jpg'), otherJpeg);
});
afterEach(() => bench.stop());

function leftOut(): readonly LeftOut[] {
  return listLeftOut(bench.db, { offset: 0, limit: 1000 });
}

interface Seen {
  readonly shown: string;
  readonly reason: string | null;
}

/** What people are told of every path of the library. */
function told(): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>();
  for (const { places, preview } of bench.photos()) {
    for (const { relPath } of places) seen.set(relPath, { shown: preview.state, reason: preview.reason });
  }
  for (const { relPath, reason } of leftOut()) {
    expect(seen.has(relPath), `${relPath} is listed and left out`).toBe(false);
    seen.set(relPath, { shown: 'left_out', reason });
  }
  return seen;
}

function expectTold(cases: readonly HostileCase[]): void {
  const seen = told();
  const found = cases.map(({ relPath }) => ({ relPath, shown: seen.get(relPath)?.shown ?? 'silent' }));
  expect(found).toEqual(cases.map(({ relPath, shown }) => ({ relPath, shown })));
  for (const { relPath, reason } of cases) {
    if (reason !== undefined) expect(seen.get(relPath)?.reason, relPath).toMatch(reason);
  }
  expect(seen.get('zz last.jpg')?.shown).toBe('ready');
}

describe('hostile input', () => {
  it('by contents: damaged, mislabelled and oversized files get a reason, mislabelled pictures are shown', async () => {
    const cases = writeHostileContents(root, pictures);
    await bench.add(root);
    await bench.settled();
    expectTold(cases);
  });

  it('by name: every name is listed and read, none is a command', async () => {
    const cases = writeHostileNames(root, pictures);
    await bench.add(root);
    await bench.settled();
    expectTold(cases);
    // ExifTool reads its arguments line by line.
    for (const name of [
      'line\nbreak.jpg',
      'exiftool\n-execute\n-delete_original!\n.jpg',
      '-rf.jpg',
      '@arguments.jpg',
    ]) {
      expect(bench.photo(name).facts.cameraMake, name).toBe('Keepsight');
    }
  });

  it('by place: links, loops, pipes, sockets, devices and placeholders of clouds are told of and never opened', async () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'secret.jpg'), thirdJpeg);
    const cases = writeHostilePlaces(root, outside, jpeg);
    const leftOutCount = cases.filter(({ shown }) => shown === 'left_out').length;
    const { id } = await bench.add(root);
    await bench.settled();
    await bench.until('all are told of', () => leftOut().length >= leftOutCount);
    expectTold(cases);
    expect(
      bench
        .photos()
        .flatMap(({ places }) => places)
        .some(({ relPath }) => relPath.includes('secret')),
    ).toBe(false);
    const summary = await bench.engine.answers.renameLibrary({ libraryId: id, name: 'Renamed' });
    expect(summary.leftOutCount).toBe(leftOutCount);
  });

  it('by depth: hundreds of levels and paths of 4,000 characters are read, a path that no call takes is told of', async () => {
    const deep = writeDeepFile(root, 4_000, jpeg, 'n');
    expect(deep.split('/').length).toBeGreaterThan(1_900);
    const long = writeDeepFile(root, 4_060, thirdJpeg, 'folder with a long name '.repeat(10).trim());
    mkdirSync(join(root, 'too deep'));
    writeTooDeepTree(join(root, 'too deep'), 30, 'x'.repeat(200));
    await bench.add(root);
    await bench.settled();
    await bench.until('the scan has ended', () => leftOut().length > 0);
    const seen = told();
    expect(seen.get(deep)?.shown).toBe('ready');
    expect(seen.get(long)?.shown).toBe('ready');
    expect(leftOut()).toMatchObject([{ reason: expect.stringMatching(/too long/) as string }]);
    expect(leftOut()[0]?.relPath).toMatch(/^too deep\/x/);
    expect(bench.photo('n/deep.jpg').facts.cameraMake).toBe('Keepsight');
  });

  it('what is left out is told of no more when it is gone', async () => {
    symlinkSync('nowhere.jpg', join(root, 'link.jpg'));
    await bench.add(root);
    await bench.until('the link is told of', () => leftOut().length === 1);
    rmSync(join(root, 'link.jpg'));
    await bench.until('it is told of no more', () => leftOut().length === 0);
  });

  it('a folder that becomes a link out of the library takes its photos out of it, and nothing is read there', async () => {
    const outside = temporaryFolder();
    mkdirSync(join(root, 'album'));
    writeFileSync(join(root, 'album', 'a.jpg'), jpeg);
    await bench.add(root);
    await bench.settled();
    renameSync(join(root, 'album'), join(outside, 'album'));
    symlinkSync(join(outside, 'album'), join(root, 'album'));
    await bench.until('the photo is missing', () => bench.ids('missing').length === 1);
    expect(leftOut().map(({ relPath }) => relPath)).toEqual(['album']);
  });

  it('a file that goes into the cloud is not lost', async () => {
    writeFileSync(join(root, 'a.jpg'), jpeg);
    await bench.add(root);
    await bench.settled();
    rmSync(join(root, 'a.jpg'));
    writeFileSync(join(root, '.a.jpg.icloud'), 'bplist00');
    await bench.until('it is told of', () => leftOut().length === 1);
    expect(leftOut()[0]).toMatchObject({ relPath: 'a.jpg', reason: expect.stringMatching(/iCloud/) as string });
    expect(bench.photo('a.jpg').places[0]?.presence).toBe('present');
    renameSync(join(root, '.a.jpg.icloud'), join(root, 'back.jpg.icloud'));
    writeFileSync(join(root, 'a.jpg'), jpeg);
    await bench.until('it is told of no more', () => leftOut().length === 0);
  });

  it('a file that is deleted between listing and reading is no error, and the others are read', async () => {
    await bench.engine.answers.setPaused({ paused: true });
    for (let n = 0; n < 80; n++) writeFileSync(join(root, `${n}.jpg`), Buffer.concat([jpeg, Buffer.from(`${n}`)]));
    await bench.add(root);
    await bench.until('all are listed', () => bench.ids().length === 81);
    for (let n = 0; n < 11; n++) rmSync(join(root, `${n}.jpg`));
    await bench.engine.answers.setPaused({ paused: false });
    await bench.until('the rest is read', () =>
      ['11.jpg', '79.jpg', 'zz last.jpg'].every((name) => bench.photo(name).preview.state === 'ready'),
    );
    await bench.until('the others are gone', () => bench.ids().length === 70);
    expect(bench.photos().every(({ preview }) => preview.state === 'ready')).toBe(true);
  });

  it('a file that grows while it is read says so, and is read when it is complete', async () => {
    writeFileSync(join(root, 'growing.jpg'), jpeg);
    const growing = setInterval(() => {
      appendFileSync(join(root, 'growing.jpg'), Buffer.alloc(1_000));
    }, 2);
    try {
      await bench.add(root);
      await bench.until('the other one is read', () => bench.photo('zz last.jpg').preview.state === 'ready');
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      expect(bench.photo('growing.jpg')).toMatchObject({ contentHash: null, preview: { state: 'pending' } });
    } finally {
      clearInterval(growing);
    }
    await bench.until('it is read', () => bench.photo('growing.jpg').preview.state === 'ready');
    expect(bench.photos()).toHaveLength(2);
  });
});

it('a file that became a pipe, a link or a socket since it was listed is not opened', async () => {
  const folder = temporaryFolder();
  const outside = temporaryFolder();
  const cases = writeHostilePlaces(folder, outside, jpeg).filter(({ relPath }) =>
    ['pipe.jpg', 'self.jpg', 'secret.jpg', 'zero.jpg', 'socket.jpg', 'device.jpg'].includes(relPath),
  );
  const pool = openTestPool();
  for (const { relPath } of cases) {
    const outcome = await decodeWith(pool, join(folder, relPath));
    expect(outcome, relPath).toEqual({ kind: 'unreadable', code: 'ENOENT' });
  }
  expect(cases.length).toBeGreaterThanOrEqual(5);
});

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)('without permission (the test must be root to become somebody else)', () => {
  /** The threads and processes that the engine starts from now on are nobody's. */
  function asNobody(): void {
    // What the threads load must be theirs to read too.
    const binding = process.env['KEEPSIGHT_SQLITE_BINDING'];
    if (binding !== undefined) {
      const copy = join(bench.folder, 'binding.node');
      copyFileSync(binding, copy);
      process.env['KEEPSIGHT_SQLITE_BINDING'] = copy;
    }
    process.seteuid?.(65_534);
  }
  const ownBinding = process.env['KEEPSIGHT_SQLITE_BINDING'];
  afterEach(() => {
    process.seteuid?.(0);
    if (ownBinding !== undefined) process.env['KEEPSIGHT_SQLITE_BINDING'] = ownBinding;
  });

  it('files and folders that may not be read have a reason, and are read when they may', async () => {
    writeFileSync(join(root, 'closed.jpg'), jpeg);
    chmodSync(join(root, 'closed.jpg'), 0);
    mkdirSync(join(root, 'closed'));
    writeFileSync(join(root, 'closed', 'in it.jpg'), thirdJpeg);
    chmodSync(join(root, 'closed'), 0);
    for (const path of [bench.folder, root]) chmodSync(path, 0o777);
    for (const name of ['keepsight.db', 'keepsight.db-wal', 'keepsight.db-shm', 'thumbnails.db']) {
      chmodSync(join(bench.folder, name), 0o666);
    }
    asNobody();
    const { id } = await bench.add(root);
    await bench.settled();
    await bench.until('the folder is told of', () => leftOut().length === 1);
    expect(told().get('closed')?.reason).toMatch(/No permission/);
    expect(bench.photo('closed.jpg').preview).toEqual({
      state: 'damaged',
      reason: 'No permission to read the file. Allow it, then scan again.',
    });
    expect(bench.photo('zz last.jpg').preview.state).toBe('ready');

    process.seteuid?.(0);
    chmodSync(join(root, 'closed.jpg'), 0o644);
    chmodSync(join(root, 'closed'), 0o755);
    await bench.engine.answers.scanLibrary({ libraryId: id });
    await bench.until('both are read', () =>
      ['closed.jpg', 'in it.jpg'].every((name) => bench.photo(name).preview.state === 'ready'),
    );
    await bench.until('it is told of no more', () => leftOut().length === 0);
  });
});
