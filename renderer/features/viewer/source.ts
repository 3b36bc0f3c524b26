import { isShownAsItIs, said, type LocationId, type PhotoDetails, type Place } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

/** What the viewer shows for a photo, and why when it is not the original. */
export type ViewerSource =
  | { readonly kind: 'original'; readonly media: 'image' | 'video'; readonly locationId: LocationId }
  /** A picture of the original, which Chromium cannot show by itself. */
  | { readonly kind: 'rendition'; readonly locationId: LocationId }
  | { readonly kind: 'thumbnail'; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

function readable(place: Place): boolean {
  return place.libraryState === 'online' && place.presence !== 'missing';
}

export function viewerSource(details: PhotoDetails): ViewerSource {
  const { preview, contentHash, facts, places } = details;
  const known = preview.reason === null ? null : said(preview.reason);
  const fallback = (reason: string): ViewerSource =>
    preview.state === 'ready' && contentHash !== null
      ? { kind: 'thumbnail', reason }
      : { kind: 'none', reason: known ?? reason };

  const place = places.find(readable);
  if (place === undefined) {
    const isOffline = places.some((candidate) => candidate.libraryState !== 'online');
    return fallback(isOffline ? messages.viewer.offline : messages.viewer.missing);
  }
  if (preview.state === 'damaged') return fallback(known ?? messages.viewer.failed);
  const isImageItself = isShownAsItIs(facts.mimeType);
  // Of what could not be played or drawn once, the reason is known.
  if (preview.state === 'unsupported' && known !== null && !isImageItself) return fallback(known);
  if (details.mediaKind === 'video') return { kind: 'original', media: 'video', locationId: place.locationId };
  if (!isImageItself) return { kind: 'rendition', locationId: place.locationId };
  return { kind: 'original', media: 'image', locationId: place.locationId };
}
