import { copyFileSync, statSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jpegOf, openTestPool, readWith, testImage } from '../testing/decoding.js';
import { photosFolder, temporaryFolder } from '../testing/files.js';
import type { DecodePool, ReadOutcome } from './decode-pool.js';

const photo = join(photosFolder(), 'LycheeOrg+Lychee/tests/Samples/mongolia.jpeg');

function read(pool: DecodePool, path: string, decode = true): Promise<ReadOutcome> {
  return readWith(pool, path, decode);
}

/** Of its first process; 0 would stand for the tests themselves. */
function pidOf({ pids: [pid] }: DecodePool): number {
  if (pid === undefined) throw new Error('No process decodes.');
  return pid;
}

describe('the decode pool', () => {
  it('reads a file once for its hash, its facts and its thumbnail', async () => {
    const outcome = await read(openTestPool(), photo);
    expect(outcome).toMatchObject({ kind: 'decoded', sizeBytes: 201_316, facts: { width: 1280, height: 850 } });
    // BLAKE3 of the file, as b3sum prints it.
    expect(outcome.kind === 'decoded' && outcome.hash.length).toBe(32);
  });

  it('gives the same hash for the same bytes, decoded or not', async () => {
    const copy = join(temporaryFolder(), 'copy.jpg');
    copyFileSync(photo, copy);
    const pool = openTestPool();
    const [one, two] = await Promise.all([read(pool, photo), read(pool, copy, false)]);
    expect(two.kind).toBe('hashed');
    expect(one.kind === 'decoded' && two.kind === 'hashed' && one.hash.equals(two.hash)).toBe(true);
  });

  it('tells a missing file from a damaged one', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'noise.jpg'), Buffer.alloc(1_000, 3));
    const pool = openTestPool();
    expect(await read(pool, join(folder, 'gone.jpg'))).toEqual({ kind: 'unreadable', code: 'ENOENT' });
    expect(await read(pool, join(folder, 'noise.jpg'))).toMatchObject({
      kind: 'damaged',
      reason: expect.stringMatching(/not an image/) as string,
    });
    expect(await read(pool, folder)).toMatchObject({ kind: 'unreadable' });
  });

  it('gives way to what people wait for', async () => {
    const pool = openTestPool();
    await read(pool, photo);
    const own = getPriority();
    for (const pid of pool.pids) expect(getPriority(pid)).toBeGreaterThan(own);
  });

  it('loses one job, not the others, when a process dies', async () => {
    const pool = openTestPool({ size: 1 });
    await read(pool, photo);
    const pid = pidOf(pool);
    const running = read(pool, photo);
    process.kill(pid, 'SIGKILL');
    const next = read(pool, photo);
    expect(['lost', 'damaged']).toContain((await running).kind);
    expect((await next).kind).toBe('decoded');
    expect(pool.pids).not.toContain(pid);
  });

  it('reads a file while the one before it is decoded, and blames neither for the other', async () => {
    const slow = join(temporaryFolder(), 'slow.jpg');
    writeFileSync(slow, jpegOf(testImage('srgb-16-bit.png'), { width: 9000, height: 9000 }));
    const pool = openTestPool({ size: 1 });
    await read(pool, photo);
    const pid = pidOf(pool);
    const together = async (): Promise<readonly string[]> => {
      const order: string[] = [];
      const asked = (path: string): Promise<ReadOutcome> => {
        const { size } = statSync(path);
        const shouldDecode = (): boolean => {
          order.push(`${basename(path)} in turn`);
          return true;
        };
        return pool.read({ path, sizeBytes: size, wantBytes: true, shouldDecode }).finally(() => {
          order.push(`${basename(path)} done`);
        });
      };
      const [first, second] = [asked(slow), asked(photo)];
      expect([(await first).kind, (await second).kind]).toEqual(['decoded', 'decoded']);
      return order;
    };
    // Where others want the processor, the second one may be read too late for once.
    let order = await together();
    for (let again = 0; again < 4 && order[1] === 'slow.jpg done'; again++) order = await together();
    expect(order).toEqual(['slow.jpg in turn', 'mongolia.jpeg in turn', 'slow.jpg done', 'mongolia.jpeg done']);

    const broken = pool.read({
      path: slow,
      sizeBytes: 1,
      wantBytes: true,
      shouldDecode: () => {
        setTimeout(() => process.kill(pid, 'SIGKILL'), 20);
        return true;
      },
    });
    const next = read(pool, photo);
    expect([(await broken).kind, (await next).kind]).toEqual(['damaged', 'decoded']);
  });

  it('lets nothing wait behind a file that takes long', async () => {
    const pool = openTestPool();
    await Promise.all([read(pool, photo), read(pool, photo)]);
    const slow = pidOf(pool);
    process.kill(slow, 'SIGSTOP');
    let isStuck = true;
    const stuck = read(pool, photo).finally(() => (isStuck = false));
    // One of them was given to the process that stands still.
    const others = await Promise.all(Array.from({ length: 6 }, () => read(pool, photo)));
    expect([isStuck, others.every(({ kind }) => kind === 'decoded')]).toEqual([true, true]);
    process.kill(slow, 'SIGCONT');
    expect((await stuck).kind).toBe('decoded');
    expect(pool.pids).toContain(slow);
  });

  it('gives a file up that takes too long', async () => {
    const outcome = await read(openTestPool({ jobTimeoutMillis: 1 }), photo);
    expect(outcome).toMatchObject({ reason: 'The file took too long to decode and was given up.' });
  });

  it('uses one process when it is told to, and all of them again', async () => {
    const pool = openTestPool();
    pool.useOne(true);
    const many = (): Promise<readonly ReadOutcome[]> => Promise.all([1, 2, 3, 4].map(() => read(pool, photo)));
    const reading = many();
    expect(pool.pids).toHaveLength(1);
    expect((await reading).map(({ kind }) => kind)).toEqual(Array(4).fill('decoded'));
    pool.useOne(false);
    const again = many();
    expect(pool.pids).toHaveLength(2);
    pool.useOne(true);
    expect((await again).every(({ kind }) => kind === 'decoded')).toBe(true);
    await many();
    expect(pool.pids).toHaveLength(1);
  });

  it('ends processes that had nothing to do for long enough, and starts new ones when they are needed', async () => {
    const pool = openTestPool({ size: 1 });
    await read(pool, photo);
    const pid = pidOf(pool);
    pool.releaseIdle(60_000);
    const running = read(pool, photo);
    pool.releaseIdle();
    expect((await running).kind).toBe('decoded');
    expect(pool.pids).toEqual([pid]);
    pool.releaseIdle();
    expect((await read(pool, photo)).kind).toBe('decoded');
    expect(pool.pids).not.toContain(pid);
  });

  it('replaces processes after their share of jobs, and leaves none behind', async () => {
    const pool = openTestPool({ size: 1, jobsPerProcess: 2 });
    const pids = new Set<number>();
    for (let i = 0; i < 5; i++) {
      const outcome = read(pool, photo);
      for (const pid of pool.pids) pids.add(pid);
      expect((await outcome).kind).toBe('decoded');
    }
    expect(pids.size).toBeGreaterThanOrEqual(2);
    const alive = pool.pids;
    pool.close();
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const pid of [...pids, ...alive]) expect(() => process.kill(pid, 0)).toThrow();
  });
});
