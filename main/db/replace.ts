/**
 * Puts another file in the database's place while nobody has either open. Each step leaves what the next start can go
 * on from: the new database is complete under a name of its own before the old one is moved, and nothing is deleted.
 */
import { constants, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { backupPath, removeDatabaseFiles, removeOld, syncFile } from './backups.js';
import { AppFailure } from './failure.js';
import { settleJournal } from './open.js';

/** What becomes of the old database: a backup like any other, or, when it is damaged, its files as they are. */
export type Aside = 'rescue' | 'damaged';

export interface Replacement {
  readonly databasePath: string;
  readonly backupFolder: string;
}

export interface Replaced {
  /** Where the old database is now; null when there was none. */
  readonly keptAs: string | null;
}

const stagedSuffixes = { rescue: '.restoring', damaged: '.restoring-over-damaged' } as const;

/** The new database while it is being made. What a crash leaves of it is deleted at the next start. */
export function unfinishedPath(databasePath: string): string {
  return `${databasePath}.unfinished`;
}

/** Copies a file to where `replaceSteps` takes it from; answers nothing before it is on the disk. */
export async function copyUnfinished(databasePath: string, source: string): Promise<void> {
  const target = unfinishedPath(databasePath);
  removeDatabaseFiles(target);
  try {
    await copyFile(source, target, constants.COPYFILE_FICLONE);
  } catch (error) {
    removeDatabaseFiles(target);
    throw error;
  }
  await syncFile(target);
}

/** Takes the unfinished database, which is complete by now, into use. Each step is named when it is done. */
export async function* replaceSteps(replacement: Replacement, aside: Aside): AsyncGenerator<string, Replaced> {
  const { databasePath } = replacement;
  const staged = `${databasePath}${stagedSuffixes[aside]}`;
  // What keeps the old one from being moved is to show before anything is decided.
  if (aside === 'rescue' && existsSync(databasePath)) settles(databasePath);
  yield 'settled';
  renameSync(unfinishedPath(databasePath), staged);
  await syncFile(dirname(databasePath));
  yield 'staged';
  return yield* takeStaged(replacement, staged, aside);
}

/** At the start, before the database is opened: goes on with what a crash interrupted. Null when nothing was. */
export async function finishReplacement(replacement: Replacement): Promise<Replaced | null> {
  const { databasePath } = replacement;
  removeDatabaseFiles(unfinishedPath(databasePath));
  for (const aside of ['damaged', 'rescue'] as const) {
    const staged = `${databasePath}${stagedSuffixes[aside]}`;
    if (existsSync(staged)) return runToEnd(takeStaged(replacement, staged, aside));
  }
  return null;
}

export async function runToEnd<T>(steps: AsyncGenerator<string, T>): Promise<T> {
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return step.value;
  }
}

async function* takeStaged(
  { databasePath, backupFolder }: Replacement,
  staged: string,
  aside: Aside,
): AsyncGenerator<string, Replaced> {
  let keptAs: string | null = null;
  if (existsSync(databasePath)) {
    const isSettled = aside === 'rescue' && settles(databasePath);
    // Of the same time in every attempt, so that files that belong together keep names that belong together.
    const atMs = Math.floor(statSync(staged).mtimeMs);
    if (isSettled) {
      mkdirSync(backupFolder, { recursive: true });
      keptAs = backupPath(backupFolder, databasePath, 'rescue', atMs);
    } else {
      keptAs = damagedPath(databasePath, atMs);
    }
    for (const suffix of ['-wal', '-shm', '-journal', '']) {
      if (existsSync(`${databasePath}${suffix}`)) await move(`${databasePath}${suffix}`, `${keptAs}${suffix}`);
    }
    await syncFile(dirname(keptAs));
    if (isSettled) removeOld(backupFolder, basename(keptAs));
    yield 'kept';
  }
  // A log without its database is of no use to anybody, and would be taken for the new one's.
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${databasePath}${suffix}`, { force: true });
  renameSync(staged, databasePath);
  await syncFile(dirname(databasePath));
  yield 'replaced';
  return { keptAs };
}

/** Brings its log into the file. False when it is damaged, and was left as it is. */
function settles(databasePath: string): boolean {
  try {
    settleJournal(databasePath);
    return true;
  } catch (error) {
    if (error instanceof AppFailure && error.details['damaged'] === true) return false;
    throw error;
  }
}

function damagedPath(databasePath: string, atMs: number): string {
  const extension = extname(databasePath);
  const stamp = new Date(atMs).toISOString().replace(/[:.]/g, '-');
  return join(dirname(databasePath), `${basename(databasePath, extension)}-damaged-${stamp}${extension}`);
}

/** The backup folder may be on another disk. */
async function move(from: string, to: string): Promise<void> {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    await copyFile(from, `${to}.partial`);
    await syncFile(`${to}.partial`);
    renameSync(`${to}.partial`, to);
    rmSync(from);
  }
}
