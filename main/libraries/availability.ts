/** Whether a library's root can be believed now, and where its drive is when it is not there. Computed, never stored. */
import { constants } from 'node:fs';
import { access, opendir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Availability } from '../../preload/contract/model.js';
import { markerName, readMarker } from './marker.js';
import { countMatches, isInside } from './roots.js';
import { pathOnVolume, pathWhenMounted } from './volume.js';
import type { Volume, Volumes } from './volume.js';

const probeTimeoutMillis = 5_000;
const searchTimeoutMillis = 5_000;
/** A machine has a handful of drives; containers can have hundreds of mounts. */
const maxVolumesSearched = 64;

export const notProbed: Availability = {
  state: 'offline',
  reason: 'not_probed',
  message: 'Not looked at yet.',
  foundAt: null,
  watching: null,
};

/** What is known of a library before it is looked at. */
export interface KnownRoot {
  readonly rootPath: string;
  /** Files are known in it, so that an empty root is suspect. */
  readonly expectsFiles: boolean;
  /** Null until they were seen once. */
  readonly volumeId: string | null;
  readonly volumePath: string | null;
  /** What the marker file must say; null when there is none. */
  readonly markerId: string | null;
}

export interface VolumeIdentity {
  readonly volumeId: string;
  readonly volumePath: string;
}

export interface Probe {
  readonly availability: Availability;
  /** What to remember of where it lies; null when that is not known, or the root is not to be believed. */
  readonly identity: VolumeIdentity | null;
  /** Inode numbers say which file is which. */
  readonly hasFileIds: boolean;
  /** Not known to be one: taken for a disk of this machine. */
  readonly isNetwork: boolean;
}

function unavailable(state: 'offline' | 'suspect', reason: Availability['reason'], message: string): Probe {
  return {
    availability: { state, reason, message, foundAt: null, watching: null },
    identity: null,
    hasFileIds: false,
    isNetwork: false,
  };
}

async function isEmpty(rootPath: string): Promise<boolean> {
  const folder = await opendir(rootPath);
  try {
    let entry = await folder.read();
    while (entry?.name === markerName) entry = await folder.read();
    return entry === null;
  } finally {
    await folder.close();
  }
}

async function isWritable(rootPath: string): Promise<boolean> {
  try {
    await access(rootPath, constants.W_OK);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'EROFS' && code !== 'EACCES' && code !== 'EPERM';
  }
}

/** The marker is the user's own word and wins; without one the volume tells. What is not known speaks against nothing. */
async function strangerAt({ rootPath, markerId, volumeId }: KnownRoot, volume: Volume | null): Promise<Probe | null> {
  if (markerId !== null) {
    const marker = await readMarker(rootPath);
    if (marker.state === 'present' && marker.id === markerId) return null;
    if (marker.state !== 'unknown') {
      const what = marker.state === 'absent' ? 'no longer holds its marker file' : 'is marked as another library';
      return unavailable(
        'suspect',
        'marker_differs',
        `${rootPath} ${what}. Nothing is taken as deleted. Connect the right drive, or say that this is the library’s folder.`,
      );
    }
  }
  const idHere = volume?.id ?? null;
  if (volumeId !== null && idHere !== null && idHere !== volumeId) {
    return unavailable(
      'suspect',
      'volume_differs',
      `Another drive is mounted where ${rootPath} was. Nothing is taken as deleted. Connect the right drive, or say that this is the library’s folder.`,
    );
  }
  return null;
}

function identityOf(volume: Volume | null, path: string): VolumeIdentity | null {
  const volumeId = volume?.id ?? null;
  return volume === null || volumeId === null ? null : { volumeId, volumePath: pathOnVolume(volume, path) };
}

async function look(known: KnownRoot, volumes: Volumes): Promise<Probe> {
  const { rootPath } = known;
  try {
    if (!(await stat(rootPath)).isDirectory()) {
      return unavailable('offline', 'root_not_directory', `${rootPath} is not a folder any more.`);
    }
    await access(rootPath, constants.R_OK | constants.X_OK);
    if (known.expectsFiles && (await isEmpty(rootPath))) {
      return unavailable(
        'suspect',
        'root_empty',
        `${rootPath} is empty, though photos are known there. Is its drive mounted? Nothing is taken as deleted.`,
      );
    }
    const path = await realpath(rootPath);
    const volume = await volumes.of(path).catch(() => null);
    const stranger = await strangerAt(known, volume);
    if (stranger !== null) return stranger;
    const isReadOnly = volume?.isReadOnly === true || !(await isWritable(rootPath));
    return {
      availability: isReadOnly
        ? {
            state: 'online',
            reason: 'read_only',
            message: `${rootPath} only lets itself be read. That is enough: Keepsight does not change your files.`,
            foundAt: null,
            watching: null,
          }
        : { state: 'online', reason: 'readable', message: '', foundAt: null, watching: null },
      identity: identityOf(volume, path),
      hasFileIds: volume?.hasFileIds ?? true,
      isNetwork: volume?.isNetwork ?? false,
    };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return unavailable(
        'offline',
        'root_missing',
        `${rootPath} is not there. Connect its drive, or relocate the library if it has moved.`,
      );
    }
    return unavailable(
      'offline',
      'root_unreadable',
      `${rootPath} cannot be read (${code ?? String(error)}). Check its permissions and its drive.`,
    );
  }
}

async function within<T>(millis: number, work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<T>((resolve) => {
    timer = setTimeout(() => {
      resolve(otherwise);
    }, millis);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Never rejects. A probe that hangs (a dead network mount) counts as unreadable after five seconds. Suspect: an empty
 * root of a library that holds files (a mount point without its drive looks so), another volume, another marker.
 */
export function probeRoot(known: KnownRoot, volumes: Volumes): Promise<Probe> {
  return within(
    probeTimeoutMillis,
    look(known, volumes),
    unavailable('offline', 'root_unreadable', `${known.rootPath} does not answer. Check the drive or the network.`),
  );
}

export interface KnownFiles {
  /** Some of the library's files; asked for only when there is a folder to compare. */
  readonly sample: () => readonly { readonly relPath: string; readonly sizeBytes: number }[];
  /** Roots of the other libraries. */
  readonly otherRoots: readonly string[];
}

/** Where the library's folder would be on a mounted volume; the marker is looked for where a person would have put it. */
async function candidatesOn(volume: Volume, known: KnownRoot): Promise<readonly string[]> {
  const { volumeId, volumePath, markerId, rootPath } = known;
  const samePath = volumePath === null ? null : pathWhenMounted(volume, volumePath);
  if (volumeId !== null && volume.id === volumeId) return samePath === null ? [] : [samePath];
  if (markerId === null) return [];
  const places = new Set([samePath, join(volume.mountPoint, basename(rootPath)), volume.mountPoint]);
  const marked: string[] = [];
  for (const place of places) {
    if (place === null) continue;
    const marker = await readMarker(place);
    if (marker.state === 'present' && marker.id === markerId) marked.push(place);
  }
  return marked;
}

async function search(known: KnownRoot, files: KnownFiles, volumes: Volumes): Promise<string | null> {
  const mounted = (await volumes.mounted()).slice(0, maxVolumesSearched);
  const candidates = (await Promise.all(mounted.map((volume) => candidatesOn(volume, known).catch(() => [])))).flat();
  for (const path of new Set(candidates)) {
    const isOurs = relative(known.rootPath, path) === '';
    if (isOurs || files.otherRoots.some((other) => isInside(other, path) || isInside(path, other))) continue;
    const sample = files.sample();
    if ((await countMatches(path, sample)) * 2 > sample.length) return path;
  }
  return null;
}

/**
 * Where the drive of a library that is not at its root is mounted now: by the volume's identity or by the marker, and
 * only where most of a sample of its files lie too. Null when it was not found within five seconds.
 */
export function findElsewhere(known: KnownRoot, files: KnownFiles, volumes: Volumes): Promise<string | null> {
  if (known.volumeId === null && known.markerId === null) return Promise.resolve(null);
  return within(
    searchTimeoutMillis,
    search(known, files, volumes).catch(() => null),
    null,
  );
}
