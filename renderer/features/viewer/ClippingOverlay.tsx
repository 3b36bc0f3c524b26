import { useEffect, useRef } from 'react';
import { clippingOverlay } from './histogram.js';

/** Marks what is all black or all white, over the picture and as large as that. */
export function ClippingOverlay({ pixels }: { readonly pixels: ImageData }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null;
    if (context === null) return;
    context.putImageData(new ImageData(clippingOverlay(pixels.data), pixels.width, pixels.height), 0, 0);
  }, [pixels]);
  return (
    <canvas
      ref={canvas}
      className="viewer-image viewer-clipping"
      width={pixels.width}
      height={pixels.height}
      data-testid="clipping"
    />
  );
}
