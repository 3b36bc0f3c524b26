/**
 * For tests and the benchmark: valid files, damaged at random in ways that a seed brings back, through the decoders and
 * ExifTool as the app runs them. Case `n` of a seed is the same whatever else runs.
 */
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mediaTypeOf } from '../../main/core/media-types.js';
import type { DecodePool } from '../../main/ingest/decode-pool.js';
import { embeddedThumbnail } from '../../main/ingest/embedded-preview.js';
import type { MetadataReader } from '../../main/metadata/metadata-reader.js';
import { filesBelow } from '../../main/testing/files-below.js';
import { random } from '../../main/testing/random.js';
import type { Random } from '../../main/testing/random.js';

export interface FuzzSource {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Files of every format that is decoded, small enough for thousands of cases. */
export function fuzzSources(folder: string, maxBytes: number): FuzzSource[] {
  return filesBelow(folder)
    .filter((name) => mediaTypeOf(name.slice(name.lastIndexOf('/') + 1)) !== null)
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
    .filter(({ bytes }) => bytes.length > 0 && bytes.length <= maxBytes);
}

/** Lengths and counts are where parsers go wrong. */
const edges = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff];

function setNumber(bytes: Buffer, at: number, { pick, below }: Random): void {
  const value = pick(edges);
  const width = pick([1, 2, 4]);
  if (at + width > bytes.length) return;
  const shown = width === 4 ? value : value % 256 ** width;
  if (below(2) === 0) bytes.writeUIntBE(shown, at, width);
  else bytes.writeUIntLE(shown, at, width);
}

type Mutation = (bytes: Buffer, chances: Random, other: Buffer) => Buffer;

const headerBytes = 1024;

const mutations = {
  flipBits: (bytes, { below }) => {
    for (let n = below(32) + 1; n > 0; n--) {
      const at = below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    }
    return bytes;
  },
  flipHeaderBits: (bytes, { below }) => {
    for (let n = below(8) + 1; n > 0; n--) {
      const at = below(Math.min(bytes.length, headerBytes));
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    }
    return bytes;
  },
  setHeaderNumbers: (bytes, chances) => {
    for (let n = chances.below(4) + 1; n > 0; n--) {
      setNumber(bytes, chances.below(Math.min(bytes.length, headerBytes)), chances);
    }
    return bytes;
  },
  setNumbers: (bytes, chances) => {
    for (let n = chances.below(16) + 1; n > 0; n--) setNumber(bytes, chances.below(bytes.length), chances);
    return bytes;
  },
  truncate: (bytes, { below }) => bytes.subarray(0, below(bytes.length)),
  truncateHeader: (bytes, { below }) => bytes.subarray(0, below(Math.min(bytes.length, headerBytes))),
  zeroBlock: (bytes, { below }) => {
    const at = below(bytes.length);
    return bytes.fill(0, at, Math.min(bytes.length, at + below(4096) + 1));
  },
  copyBlock: (bytes, { below }) => {
    const from = below(bytes.length);
    bytes.copy(bytes, below(bytes.length), from, Math.min(bytes.length, from + below(4096) + 1));
    return bytes;
  },
  removeBlock: (bytes, { below }) => {
    const at = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + below(4096) + 1)]);
  },
  repeatBlock: (bytes, { below }) => {
    const at = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - below(4096) - 1))]);
  },
  splice: (bytes, { below }, other) =>
    Buffer.concat([bytes.subarray(0, below(bytes.length)), other.subarray(below(other.length))]),
} as const satisfies Record<string, Mutation>;

const mutationNames = Object.keys(mutations) as (keyof typeof mutations)[];

export interface FuzzCase {
  readonly number: number;
  readonly source: FuzzSource;
  /** What was done to it, one after the other; empty for a sound file among the others. */
  readonly done: readonly string[];
  readonly bytes: Buffer;
}

const soundEvery = 16;

/** The same for the same seed, number and sources. */
export function fuzzCase(sources: readonly FuzzSource[], seed: number, number: number): FuzzCase {
  const chances = random(Math.imul(seed, 0x9e37_79b1) ^ Math.imul(number + 1, 0x85eb_ca6b));
  const source = chances.pick(sources);
  if (number % soundEvery === 0) return { number, source, done: [], bytes: source.bytes };
  const done: string[] = [];
  let bytes = Buffer.from(source.bytes);
  do {
    const name = chances.pick(mutationNames);
    done.push(name);
    bytes = Buffer.from(mutations[name](bytes, chances, chances.pick(sources).bytes));
  } while (bytes.length > 0 && chances.chance(0.3));
  return { number, source, done, bytes };
}

export interface FuzzOptions {
  readonly sources: readonly FuzzSource[];
  readonly seed: number;
  readonly cases: number;
  readonly pool: DecodePool;
  readonly metadata: MetadataReader;
  /** ExifTool reads one in so many. */
  readonly describeEvery: number;
  /** Where the files are written. */
  readonly folder: string;
  readonly onProgress?: (done: number) => void;
}

export interface FuzzFinding {
  readonly number: number;
  readonly name: string;
  readonly done: readonly string[];
  readonly what: string;
}

export interface FuzzReport {
  /** By kind. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Reasons, without what is particular to a file, by how often people would read them. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly soundFiles: number;
  /** Files that were given up because they needed too much memory. */
  readonly greedy: readonly FuzzFinding[];
  /** Decoder processes that ended of a file; each cost one job. */
  readonly crashes: readonly FuzzFinding[];
  /** Jobs that did not end in time. */
  readonly hangs: readonly FuzzFinding[];
  /** Sound files that were not read as they are when they are alone. */
  readonly spoilt: readonly FuzzFinding[];
  readonly longestMillis: number;
  /** Bytes of memory, over all decoders; 0 where the system does not say. */
  readonly peakDecoderBytes: number;
  readonly described: number;
}

/** Bytes of memory that a process had at most; 0 when it is not known. */
function peakBytesOf(pid: number): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Two cases at a time, as many as there are decoders; the order of their ends does not matter. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { sources, seed, cases, pool, metadata, folder } = options;
  const outcomes = new Map<string, number>();
  const reasons = new Map<string, number>();
  const greedy: FuzzFinding[] = [];
  const crashes: FuzzFinding[] = [];
  const hangs: FuzzFinding[] = [];
  const spoilt: FuzzFinding[] = [];
  let soundFiles = 0;
  let longestMillis = 0;
  let peakDecoderBytes = 0;
  let described = 0;
  let done = 0;

  const alone = new Map<string, string>();
  const read = async (path: string): Promise<{ readonly kind: string; readonly reason?: string }> => {
    const startedAt = performance.now();
    const type = mediaTypeOf(path);
    // What is called RAW and is an ordinary image is decoded as one.
    const embedded =
      type?.preview === 'embedded' ? await embeddedThumbnail(metadata, pool, path) : { kind: 'ordinary' };
    const outcome =
      embedded.kind === 'ordinary'
        ? await pool.read({
            path,
            sizeBytes: statSync(path).size,
            wantBytes: type?.preview === 'decoded' || type?.preview === 'embedded',
            shouldDecode: () => true,
          })
        : embedded;
    longestMillis = Math.max(longestMillis, performance.now() - startedAt);
    return outcome;
  };
  const count = (map: Map<string, number>, key: string): void => {
    map.set(key, (map.get(key) ?? 0) + 1);
  };
  const run = async (number: number): Promise<void> => {
    const { source, done: what, bytes } = fuzzCase(sources, seed, number);
    const extension = source.name.slice(source.name.lastIndexOf('.'));
    const path = join(folder, `${number}${extension}`);
    writeFileSync(path, bytes);
    const outcome = await read(path);
    const finding = (text: string): FuzzFinding => ({ number, name: source.name, done: what, what: text });
    count(outcomes, outcome.kind);
    if (outcome.kind === 'unavailable') crashes.push(finding(`ExifTool: ${outcome.reason ?? ''}`));
    if (outcome.reason !== undefined && (outcome.kind === 'damaged' || outcome.kind === 'lost')) {
      count(reasons, outcome.reason.replace(/\(.*\)/s, '(…)'));
      if (outcome.reason.includes('more memory')) greedy.push(finding(outcome.reason));
      if (outcome.reason.includes('stopped while reading')) crashes.push(finding(outcome.reason));
      if (outcome.reason.includes('too long')) hangs.push(finding(outcome.reason));
    }
    if (what.length === 0) {
      soundFiles++;
      const before = alone.get(source.name);
      if (before === undefined) alone.set(source.name, outcome.kind);
      else if (before !== outcome.kind) spoilt.push(finding(`${before} before, ${outcome.kind} now`));
    }
    if (number % options.describeEvery === 0) {
      await metadata.read(path, mediaTypeOf(path)?.kind === 'video');
      described++;
    }
    rmSync(path, { force: true });
    done++;
    if (done % 50 === 0) {
      peakDecoderBytes = Math.max(peakDecoderBytes, ...pool.pids.map(peakBytesOf));
      options.onProgress?.(done);
    }
  };

  // How each sound file is read before any other one was.
  for (const source of sources) {
    const path = join(folder, `sound${source.name.slice(source.name.lastIndexOf('.'))}`);
    writeFileSync(path, source.bytes);
    alone.set(source.name, (await read(path)).kind);
    rmSync(path);
  }
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < cases) await run(next++);
  };
  await Promise.all(Array.from({ length: pool.size }, worker));
  peakDecoderBytes = Math.max(peakDecoderBytes, ...pool.pids.map(peakBytesOf));
  return {
    outcomes,
    reasons,
    soundFiles,
    greedy,
    crashes,
    hangs,
    spoilt,
    longestMillis,
    peakDecoderBytes,
    described,
  };
}

const mark = 'KEEPSIGHT_FUZZ_RUN';

/** Marks what this process starts from now on, however far it gets from it. */
export function markChildren(): string {
  const value = `${process.pid}-${Date.now()}`;
  process.env[mark] = value;
  return value;
}

/** Processes that bear a mark and still run, this one aside. Linux only; elsewhere none is found. */
export function markedProcesses(value: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${mark}=${value}\0`);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Those that are left after the time it takes to end. */
export async function leakedProcesses(value: string, patienceMillis: number): Promise<number[]> {
  const until = performance.now() + patienceMillis;
  for (;;) {
    const left = markedProcesses(value);
    if (left.length === 0 || performance.now() > until) return left;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
