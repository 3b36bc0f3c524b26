/** The built process with its models, on real photos, and without any network: whoever tries to connect is written down. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { squaredDistance } from '../core/face-groups.js';
import { squaredSteps } from '../core/faces.js';
import type { DescribedFace } from '../core/faces.js';
import type { SeenInPhoto } from '../core/seen.js';
import { builtMain, helperRuntime } from '../testing/decoding.js';
import { photosFolder, temporaryFolder } from '../testing/files.js';
import { Looker } from './looker.js';
import type { LookOutcome, LookerOptions } from './looker.js';

const lychee = join(photosFolder(), 'LycheeOrg+Lychee/tests/Samples');

const folder = temporaryFolder();
const connections = join(folder, 'connections.log');
/** Loaded into the process before its own code. */
const guard = `
const note = (what) => { require('node:fs').appendFileSync(${JSON.stringify(connections)}, what + '\\n'); throw new Error('No network: ' + what); };
require('node:net').Socket.prototype.connect = () => note('connect');
require('node:dns').lookup = () => note('lookup');
require('node:dns').promises.lookup = () => note('lookup');
require('node:dgram').createSocket = () => note('datagram');
globalThis.fetch = () => note('fetch');
`;

/** A text drawn on paper, as JPEG. */
function sign(text: string, options: { readonly angle?: number } = {}): Uint8Array {
  const script = `
    const sharp = require('sharp');
    const [, text, angle] = process.argv;
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="600"><rect width="1000" height="600" fill="#e8e4d8"/>'
      + '<g transform="rotate(' + angle + ' 500 300)"><text x="500" y="320" text-anchor="middle" font-family="DejaVu Sans, Arial, sans-serif" font-size="80" fill="#202020">' + text + '</text></g></svg>');
    sharp(svg).jpeg({ quality: 85 }).toBuffer().then((bytes) => process.stdout.write(bytes));`;
  return execFileSync(helperRuntime() ?? process.execPath, ['-e', script, text, String(options.angle ?? 0)], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
}

function open(options: Partial<LookerOptions> = {}): Looker {
  return new Looker({ entryPath: join(builtMain(), 'looker.cjs'), runtimePath: helperRuntime(), ...options });
}

function seenIn(outcome: LookOutcome): SeenInPhoto {
  if (outcome.kind !== 'seen') throw new Error(JSON.stringify(outcome));
  return { ...outcome.seen, texts: outcome.seen.texts ?? [] };
}

const before = process.env['NODE_OPTIONS'];
let looker: Looker;
beforeAll(() => {
  const path = join(folder, 'guard.cjs');
  writeFileSync(path, guard);
  process.env['NODE_OPTIONS'] = `--require ${path}`;
  looker = open();
});
afterAll(() => {
  looker.close();
  if (before === undefined) delete process.env['NODE_OPTIONS'];
  else process.env['NODE_OPTIONS'] = before;
});

describe('looking', () => {
  it('finds a train, and all models are there', async () => {
    const outcome = await looker.look(readFileSync(join(lychee, 'train.jpg')));
    if (outcome.kind !== 'seen') throw new Error(JSON.stringify(outcome));
    expect(outcome.missing).toEqual([]);
    expect(outcome.models).toBe('centernet-1 blazeface-1 ppocr4-1');
    expect(outcome.seen.objects.map(({ label }) => label)).toContain('train');
    expect(outcome.embedding?.length).toBe(184);
    expect(outcome.edge).toBe(1600);
    for (const { score, box } of [...outcome.seen.objects, ...outcome.seen.faces]) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(1.0001);
      expect(box.y + box.height).toBeLessThanOrEqual(1.0001);
    }
  });

  it('reads what is written, straight and askew', async () => {
    expect(seenIn(await looker.look(sign('Invoice 2041'))).texts.map(({ text }) => text)).toEqual(['Invoice 2041']);
    const [askew] = seenIn(await looker.look(sign('Platform 9', { angle: -12 }))).texts;
    expect(askew?.text).toBe('Platform 9');
  });

  it('the same picture is seen alike twice, and a part of one looks like it', async () => {
    const picture = readFileSync(join(lychee, 'mongolia.jpeg'));
    const [one, other] = [await looker.look(picture), await looker.look(picture)];
    expect(one).toEqual(other);
  });

  it('faces are described where that is wanted, and one person’s lie closer together than others’', async () => {
    const faces = join(photosFolder(), 'immich-app+test-assets/metadata/faces');
    const described = async (path: string, wanted: 'faces' | 'all_and_faces'): Promise<readonly DescribedFace[]> => {
      const outcome = await looker.look(readFileSync(path), wanted);
      if (outcome.kind !== 'faces_seen' && outcome.kind !== 'seen') throw new Error(JSON.stringify(outcome));
      if (outcome.faces.kind !== 'described') throw new Error(JSON.stringify(outcome.faces));
      return outcome.faces.faces;
    };
    const [marie] = await described(join(faces, 'portrait.jpg'), 'faces');
    const [turned] = await described(join(faces, 'portrait-orientation-6.jpg'), 'all_and_faces');
    const [other] = await described(
      join(photosFolder(), 'drewnoakes+metadata-extractor-images/jpg/Canon EOS 7D.jpg'),
      'faces',
    );
    if (marie === undefined || turned === undefined || other === undefined) throw new Error('no face');
    const apart = (one: DescribedFace, two: DescribedFace): number =>
      Math.sqrt(squaredDistance({ sum: one.vector, faces: 1 }, { sum: two.vector, faces: 1 }) / squaredSteps(1));
    expect(apart(marie, turned)).toBeLessThan(0.3);
    expect(apart(marie, other)).toBeGreaterThan(0.6);
    expect(marie.box.x).toBeGreaterThan(0.3);
    expect(marie.box.x).toBeLessThan(0.4);
    const plain = await looker.look(readFileSync(join(faces, 'portrait.jpg')));
    expect(plain).toMatchObject({ kind: 'seen', faces: { kind: 'not_wanted' } });
    // Nothing but where a face is stands with what was seen.
    if (plain.kind === 'seen') expect(Object.keys(plain.seen.faces[0] ?? {}).sort()).toEqual(['box', 'score']);
  });

  it('what is no picture fails, and the next one is looked at', async () => {
    expect((await looker.look(Buffer.from('no picture'))).kind).toBe('failed');
    expect((await looker.look(sign('Next'))).kind).toBe('seen');
  });

  it('a process that is killed is told of, and replaced', async () => {
    const look = looker.look(sign('First'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { pid } = looker;
    if (pid === null) throw new Error('No process looks.');
    process.kill(pid, 'SIGKILL');
    expect(['lost', 'unavailable']).toContain((await look).kind);
    expect((await looker.look(sign('Second'))).kind).toBe('seen');
  });

  it('one that takes too long is given up', async () => {
    const impatient = open({ jobTimeoutMillis: 1 });
    const outcome = await impatient.look(readFileSync(join(lychee, 'train.jpg')));
    expect(outcome).toMatchObject({ kind: 'lost', reason: 'Looking at the photo took too long and was given up.' });
    impatient.close();
  });

  it('nobody tried to reach the network', () => {
    expect(existsSync(connections) ? readFileSync(connections, 'utf8') : '').toBe('');
  });
});

it('the guard does notice', () => {
  const script = `try { require('node:net').connect(9, '127.0.0.1'); } catch { process.exit(3); }`;
  let code = 0;
  try {
    execFileSync(helperRuntime() ?? process.execPath, ['-e', script], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
  } catch (error) {
    code = (error as { readonly status: number }).status;
  }
  expect(code).toBe(3);
});
