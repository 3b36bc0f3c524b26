import type { ContentHash, LocationId } from './model.js';

export const MEDIA_SCHEME = 'media';

/** Takes a hash or an id, never a path: what the renderer can ask for is what the database knows. */
export function thumbnailUrl(hash: ContentHash): string {
  return `${MEDIA_SCHEME}://thumb/${hash}`;
}

export function originalUrl(id: LocationId): string {
  return `${MEDIA_SCHEME}://original/${id}`;
}

export type MediaRequest =
  | { readonly kind: 'thumb'; readonly hash: ContentHash }
  | { readonly kind: 'original'; readonly locationId: LocationId };

const hashPattern = /^[0-9a-f]{64}$/;
const idPattern = /^[1-9][0-9]{0,14}$/;

/** Null for anything that is not exactly one of the two forms above. */
export function parseMediaUrl(url: string): MediaRequest | null {
  const match = /^media:\/\/(thumb|original)\/([0-9a-f]+)$/.exec(url);
  const subject = match?.[2];
  if (subject === undefined) return null;
  if (match?.[1] === 'thumb') {
    return hashPattern.test(subject) ? { kind: 'thumb', hash: subject as ContentHash } : null;
  }
  return idPattern.test(subject) ? { kind: 'original', locationId: Number(subject) as LocationId } : null;
}
