/** Memory and processor time of a process and all its descendants, by Linux' /proc. */
import { readdirSync, readFileSync } from 'node:fs';

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process ended meanwhile.
    return '';
  }
}

/** Process ids of `root` and of everything that it started. */
export function processTree(root: number): readonly number[] {
  const childrenOf = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = Number(/^PPid:\s+(\d+)/m.exec(readText(`/proc/${pid}/status`))?.[1]);
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  for (const wanted = [root]; wanted.length > 0;) {
    const pid = wanted.pop() ?? root;
    found.push(pid);
    wanted.push(...(childrenOf.get(pid) ?? []));
  }
  return found;
}

export interface Memory {
  /** What the processes have in memory by themselves, and their parts of what they share, in bytes. */
  readonly proportional: number;
  /** Resident, in bytes; what is shared counts for each. */
  readonly resident: number;
  readonly processes: number;
  /** Proportional, in bytes, by what the processes are. */
  readonly byKind: ReadonlyMap<string, number>;
}

/** Electron's processes by their type, others by their script. */
function kindOf(pid: number): string {
  const line = readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  return /--type=([\w-]+)/.exec(line)?.[1] ?? /([\w-]+)\.cjs/.exec(line)?.[1] ?? /exiftool/.exec(line)?.[0] ?? 'main';
}

export function memoryOf(pids: readonly number[]): Memory {
  const kilobytes = (pid: number, what: string): number =>
    Number(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(readText(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  const byKind = new Map<string, number>();
  let [proportional, resident] = [0, 0];
  for (const pid of pids) {
    const own = kilobytes(pid, 'Pss') * 1024;
    proportional += own;
    resident += kilobytes(pid, 'Rss') * 1024;
    byKind.set(kindOf(pid), (byKind.get(kindOf(pid)) ?? 0) + own);
  }
  return { proportional, resident, processes: pids.length, byKind };
}

export interface MemoryWatch {
  /** The most that was seen at once. */
  readonly peak: () => Memory;
  readonly stop: () => void;
}

/** Looks four times a second. */
export function watchMemory(rootPid: number): MemoryWatch {
  let peak: Memory = { proportional: 0, resident: 0, processes: 0, byKind: new Map() };
  const look = (): void => {
    const now = memoryOf(processTree(rootPid));
    if (now.proportional > peak.proportional) peak = now;
  };
  look();
  const timer = setInterval(look, 250);
  return {
    peak: () => peak,
    stop: () => {
      clearInterval(timer);
    },
  };
}
