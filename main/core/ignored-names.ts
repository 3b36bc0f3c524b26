/** What no library lists, by name alone: hidden files, recycle bins, and what other programs keep for themselves. */
import { extensionOf } from './media-types.js';

const ignoredNames = new Set([
  // Synology, QNAP
  '@eadir',
  '#recycle',
  '#snapshot',
  '@recycle',
  '@recently-snapshot',
  // Windows, Linux, macOS
  '$recycle.bin',
  'recycler',
  'system volume information',
  'lost+found',
  'thumbs.db',
  '__macosx',
]);

/** Lightroom's and Capture One's catalogues with their previews. */
const ignoredExtensions = new Set(['lrdata', 'lrcat', 'lrcat-data', 'lrcat-wal', 'lrcat-shm', 'cocatalog']);

/** Folders that look like one file to people: they hold originals, but also every thumbnail of them. */
const packageExtensions = new Set(['photoslibrary', 'photolibrary', 'aplibrary', 'migratedphotolibrary']);

/** True for a name that is left out of every library, file or folder, together with all below it. */
export function isIgnoredName(name: string): boolean {
  if (name.startsWith('.')) return true;
  const lower = name.toLowerCase();
  const extension = extensionOf(lower);
  return ignoredNames.has(lower) || ignoredExtensions.has(extension) || packageExtensions.has(extension);
}

/** True for the library of Apple's Photos, iPhoto or Aperture: left out too, but people are told. */
export function isPhotoPackage(name: string): boolean {
  return !name.startsWith('.') && packageExtensions.has(extensionOf(name));
}

/** True when a file's name, or that of a folder above it, is ignored. */
export function isIgnoredPath(relPath: string): boolean {
  return relPath.split('/').some(isIgnoredName);
}
