import { useLayoutEffect, useRef } from 'react';
import { blurPixels, type QuarterTurns } from '../../api/index.js';
import { classes } from '../../ui/index.js';

/** Pixels; the browser draws them larger, and what is between them without edges. */
const EDGE = 8;

interface BlurProps {
  /** Base64, as the details of a photo have it. */
  readonly blur: string;
  readonly turn: QuarterTurns;
  readonly className?: string;
}

/** The blurred colours of a photo, as large as its place: there in the first frame, and gone when its picture is. */
export function Blur({ blur, turn, className }: BlurProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    // Some sixty are drawn at once, of 64 pixels each: less work than to hand them to the graphics card.
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    const packed = Uint8Array.from(atob(blur), (byte) => byte.charCodeAt(0));
    context?.putImageData(new ImageData(blurPixels(packed, EDGE, turn), EDGE, EDGE), 0, 0);
  }, [blur, turn]);
  return (
    <canvas
      ref={canvas}
      className={classes('blur', className)}
      width={EDGE}
      height={EDGE}
      aria-hidden="true"
      data-testid="blur"
    />
  );
}

/** When a picture that was loaded can be drawn: until then nothing else may make room for it. */
export function whenDrawable(image: HTMLImageElement, act: () => void): void {
  image.decode().then(act, act);
}
