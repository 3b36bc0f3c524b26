import { motionUrl, originalUrl, type PhotoDetails } from '../../api/index.js';
import { viewerSource } from './source.js';

/**
 * The short video of a photo that moves: the one inside its file, or the one that stands behind it in its stack. Null for
 * other photos, and where the file is not there.
 */
export function motionOf(details: PhotoDetails): string | null {
  if (details.mediaKind === 'video') return null;
  const source = viewerSource(details);
  if (!('locationId' in source)) return null;
  if (details.facts.hasMotion) return motionUrl(source.locationId);
  const [cover, ...behind] = details.stack;
  if (cover?.locationId !== details.locationId) return null;
  const video = behind.find(({ mediaKind }) => mediaKind === 'video');
  return video === undefined ? null : originalUrl(video.locationId);
}
