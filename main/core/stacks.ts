/**
 * Which files of a folder are one photo: what a camera or a phone wrote side by side under one name, and nothing else
 * is looked at than names.
 */
import type { LocationId } from '../../preload/contract/model.js';
import { extensionOf, mediaTypeOf } from './media-types.js';
import type { MediaType } from './media-types.js';
import { fileNameOf } from './rel-path.js';

/** A file that could be in a stack. */
export interface StackFile {
  readonly id: LocationId;
  readonly relPath: string;
}

interface TypedFile {
  readonly id: LocationId;
  readonly type: MediaType | null;
}

/** Where stacks are looked for: files of one folder whose names are the same but for case, composition and extension. */
export interface StackName {
  /** With its slash at the end; empty for the root. */
  readonly folder: string;
  /** As written, without the extension. */
  readonly stem: string;
  /** The stem as it is compared. */
  readonly key: string;
}

export function stackNameOf(relPath: string): StackName {
  const fileName = fileNameOf(relPath);
  const dot = fileName.lastIndexOf('.');
  const stem = dot > 0 ? fileName.slice(0, dot) : fileName;
  return { folder: relPath.slice(0, relPath.length - fileName.length), stem, key: compared(stem) };
}

function compared(stem: string): string {
  return stem.normalize('NFC').toLowerCase().normalize('NFC');
}

/**
 * The ways of writing a stem that files have as a rule: whoever looks for a key asks for these by path. All others are
 * `unusual`, and have to be found in another way.
 */
export function usualStems(key: string): readonly string[] {
  return [...new Set([key, key.toUpperCase()])];
}

/** Under which an unusual name is filed, with its folder; null for a usual one, which is found by its path. */
export function stackKeyOf(relPath: string): string | null {
  const name = stackNameOf(relPath);
  return isUnusual(name) ? name.folder + name.key : null;
}

export function isUnusual({ stem, key }: StackName): boolean {
  return !usualStems(key).includes(stem);
}

const sidecarExtensions: ReadonlySet<string> = new Set(['xmp', 'aae', 'thm']);

/** A file of this name says something about the photo of that name beside it: `a.xmp` and `a.jpg.xmp` about `a.jpg`. */
export function isSidecarOf(fileName: string, photoName: string): boolean {
  if (!sidecarExtensions.has(extensionOf(fileName))) return false;
  const { key } = stackNameOf(fileName);
  return key === stackNameOf(photoName).key || key === compared(photoName);
}

const cameraPictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/heic', 'image/heif']);
/** What phones write beside a picture that moves; other videos of the same name are photos of their own. */
const companionVideos: ReadonlySet<string> = new Set(['video/quicktime', 'video/mp4']);

/**
 * For files of one folder and one key: who is shown by which other file. The cover is the one plain picture; of several
 * the one that is a JPEG or HEIC, where just one is; where there is no picture, the one RAW file. RAW files and MOV and
 * MP4 videos stand behind it. No cover, or nothing to stand behind it: no stack, and an empty map.
 */
export function coversOf(files: readonly StackFile[]): ReadonlyMap<LocationId, LocationId> {
  const typed = files.map(({ id, relPath }) => ({ id, type: mediaTypeOf(fileNameOf(relPath)) }));
  const cover = coverAmong(typed);
  if (cover === null) return new Map();
  return new Map(
    typed.filter(({ id, type }) => id !== cover.id && standsBehind(type)).map(({ id }) => [id, cover.id] as const),
  );
}

/** By its name it could stand behind a cover; a picture can only be one. */
export function isCompanion(relPath: string): boolean {
  return standsBehind(mediaTypeOf(fileNameOf(relPath)));
}

function standsBehind(type: MediaType | null): boolean {
  return type !== null && (type.kind === 'raw' || companionVideos.has(type.mimeType));
}

function coverAmong(files: readonly TypedFile[]): TypedFile | null {
  const pictures = files.filter(({ type }) => type?.kind === 'image');
  if (pictures.length === 0) return onlyOne(files.filter(({ type }) => type?.kind === 'raw'));
  return onlyOne(pictures) ?? onlyOne(pictures.filter(({ type }) => cameraPictures.has(type?.mimeType ?? '')));
}

function onlyOne<T>(items: readonly T[]): T | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}
