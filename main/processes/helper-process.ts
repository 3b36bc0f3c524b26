import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** How helper processes are started; see docs/decisions.md for why Linux has a Node of its own. */
export interface HelperRuntime {
  /** Built entry, outside any archive. */
  readonly entryPath: string;
  /** A Node program to run it with; null: Electron as Node. */
  readonly runtimePath: string | null;
}

/**
 * Of glibc, others do not look: with eight heaps a core, and a decoder's threads each in one of their own, a tenth more memory
 * is held and nothing is quicker.
 */
const fewArenas = { MALLOC_ARENA_MAX: '2' } as const;

/**
 * A process with a message channel to this one. It must end itself on `disconnect`: it inherits what Chromium left open,
 * and while it lives the window's processes of an app that was killed do not notice. It gives way to whatever people wait
 * for, in this program and others: what it does is background work, or takes a moment even so.
 */
export function forkHelper({ entryPath, runtimePath }: HelperRuntime): ChildProcess {
  const child = fork(entryPath, [], {
    execPath: runtimePath ?? process.execPath,
    env: { ...process.env, ...fewArenas, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  giveWay(child);
  return child;
}

function giveWay({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It ended already, or the system does not allow it: the work is the same.
  }
}
