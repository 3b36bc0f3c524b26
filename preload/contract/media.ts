import type { ContentHash, FaceId, LocationId } from './model.js';

export const MEDIA_SCHEME = 'media';

/** Takes a hash or an id, never a path: what the renderer can ask for is what the database knows. */
export function thumbnailUrl(hash: ContentHash): string {
  return `${MEDIA_SCHEME}://thumb/${hash}`;
}

export function originalUrl(id: LocationId): string {
  return `${MEDIA_SCHEME}://original/${id}`;
}

/** The small picture inside a photo that has no thumbnail yet: there at once, or not at all. */
export function exifThumbnailUrl(id: LocationId): string {
  return `${MEDIA_SCHEME}://exif-thumbnail/${id}`;
}

/** A face as its photo has it, as a JPEG made when it is asked for: sharper than what a thumbnail has of it. */
export function faceUrl(id: FaceId): string {
  return `${MEDIA_SCHEME}://face/${id}`;
}

/** The video inside a motion photo. */
export function motionUrl(id: LocationId): string {
  return `${MEDIA_SCHEME}://motion/${id}`;
}

/** The whole picture of a file that the window cannot show by itself, as a JPEG or WebP made when it is asked for. */
export function renditionUrl(id: LocationId): string {
  return `${MEDIA_SCHEME}://rendition/${id}`;
}

/**
 * What Chromium shows by itself as an image, animated where it is, by MIME type with its file name extensions. SVG too,
 * but as an image only: scripts and links in it do nothing there.
 */
const shownAsTheyAre: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/bmp': ['bmp'],
  'image/x-icon': ['ico'],
  'image/svg+xml': ['svg'],
};
const shownExtensions: ReadonlySet<string> = new Set(Object.values(shownAsTheyAre).flat());

/** True when an image of this type is shown from its original; the others are from a rendition. */
export function isShownAsItIs(mimeType: string): boolean {
  return Object.hasOwn(shownAsTheyAre, mimeType);
}

/** The same, where only the name of a file is known. */
export function isShownAsNamed(fileName: string): boolean {
  return shownExtensions.has(fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase());
}

export type MediaRequest =
  | { readonly kind: 'thumb'; readonly hash: ContentHash }
  | { readonly kind: 'face'; readonly faceId: FaceId }
  | { readonly kind: (typeof kindsOfLocation)[number]; readonly locationId: LocationId };

const kindsOfLocation = ['original', 'motion', 'rendition', 'exif-thumbnail'] as const;

const hashPattern = /^[0-9a-f]{64}$/;
const idPattern = /^[1-9][0-9]{0,14}$/;

/** Null for anything that is not exactly one of the forms above. */
export function parseMediaUrl(url: string): MediaRequest | null {
  const [, kind, subject = ''] = /^media:\/\/([a-z-]+)\/([0-9a-f]+)$/.exec(url) ?? [];
  if (kind === 'thumb') return hashPattern.test(subject) ? { kind, hash: subject as ContentHash } : null;
  if (!idPattern.test(subject)) return null;
  if (kind === 'face') return { kind, faceId: Number(subject) as FaceId };
  const ofLocation = kindsOfLocation.find((known) => known === kind);
  if (ofLocation === undefined) return null;
  return { kind: ofLocation, locationId: Number(subject) as LocationId };
}
