import { useEffect, useState } from 'react';
import { thumbnailUrl, type ContentHash } from '../../api/index.js';

/** Enough to tell how bright a picture is, and read in a millisecond or two. */
const mostPixels = 512;

/** The pixels of a photo's stored picture, as the canvas has them; null until they are there, and for none. */
export function usePixels(hash: ContentHash | null): ImageData | null {
  const [pixels, setPixels] = useState<{ readonly hash: ContentHash; readonly data: ImageData } | null>(null);
  useEffect(() => {
    if (hash === null) return undefined;
    let isWanted = true;
    const image = new Image();
    // Else the canvas that it is drawn on could not be read.
    image.crossOrigin = 'anonymous';
    image.src = thumbnailUrl(hash);
    image.decode().then(
      () => {
        const data = isWanted ? pixelsOf(image) : null;
        if (data !== null) setPixels({ hash, data });
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [hash]);
  return pixels !== null && pixels.hash === hash ? pixels.data : null;
}

function pixelsOf(image: HTMLImageElement): ImageData | null {
  const factor = Math.min(1, mostPixels / Math.max(image.naturalWidth, image.naturalHeight, 1));
  const width = Math.max(1, Math.round(image.naturalWidth * factor));
  const height = Math.max(1, Math.round(image.naturalHeight * factor));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
