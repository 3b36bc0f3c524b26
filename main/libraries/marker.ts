/** The optional hidden file in a library's root that says which library it is; the only file ever written there. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../db/failure.js';

export const markerName = '.keepsight-library.json';
/** More than any marker has: a large file of that name is not one. */
const maxMarkerLength = 4_096;

export type Marker =
  | { readonly state: 'present'; readonly id: string }
  | { readonly state: 'absent' }
  /** It is there and could not be read: it says neither yes nor no. */
  | { readonly state: 'unknown' };

/** Never rejects; works on folders that cannot be written to. */
export async function readMarker(rootPath: string): Promise<Marker> {
  try {
    const text = await readFile(join(rootPath, markerName), 'utf8');
    const content = (text.length > maxMarkerLength ? null : JSON.parse(text)) as { readonly library?: unknown } | null;
    const id = content?.library;
    return typeof id === 'string' && id !== '' ? { state: 'present', id } : { state: 'unknown' };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? { state: 'absent' } : { state: 'unknown' };
  }
}

/** All of it or nothing: a marker cut short by a power cut would name no library. */
export async function writeMarker(rootPath: string, id: string): Promise<void> {
  const path = join(rootPath, markerName);
  const unfinished = `${path}.part`;
  try {
    const file = await open(unfinished, 'w');
    try {
      await file.writeFile(`${JSON.stringify({ keepsight: 1, library: id })}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw notWritable(rootPath, error);
  }
}

export async function removeMarker(rootPath: string): Promise<void> {
  try {
    await rm(join(rootPath, markerName), { force: true });
  } catch (error) {
    throw notWritable(rootPath, error);
  }
}

function notWritable(rootPath: string, error: unknown): AppFailure {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return new AppFailure(
    'folder_not_writable',
    code === 'ENOSPC'
      ? `The marker file could not be written: the drive of ${rootPath} is full.`
      : `The marker file in ${rootPath} could not be changed: the folder or its drive only lets itself be read (${code}). The library works without it.`,
    { path: rootPath },
    false,
    error,
  );
}
