/**
 * Runs in the sandboxed preload of the hidden window that takes a frame of each video: plays the one that it is told to,
 * and answers with a picture. The page itself is empty and runs nothing.
 */
import { ipcRenderer } from 'electron';
import { POSTER_MADE_CHANNEL, POSTER_MAKE_CHANNEL } from './contract/poster.js';
import type { PosterAnswer, PosterOrder } from './contract/poster.js';

/** Longest edge of what is sent, in pixels: that of a thumbnail. */
const posterEdge = 400;
/** Where to look for a frame, as parts of the length: the first that is not dark is taken. */
const parts = [0.1, 0.3, 0.6] as const;
/** The first look is not further in than this. */
const firstLookSeconds = 1;
/** A seek that takes longer is not waited for, nor is another one tried: what is shown then is taken. */
const seekMillis = 5_000;
/** Mean brightness, of 255, below which a frame is dark: a fade in, a lens cap. */
const darkBelow = 20;

class Unplayable extends Error {}

/** Rejects with `Unplayable` when the video fails meanwhile. */
function eventOf(video: HTMLVideoElement, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    const { signal } = listening;
    video.addEventListener(
      name,
      () => {
        listening.abort();
        resolve();
      },
      { signal },
    );
    video.addEventListener(
      'error',
      () => {
        listening.abort();
        reject(new Unplayable(`${String(video.error?.code)} ${video.error?.message ?? ''}`.slice(0, 300)));
      },
      { signal },
    );
  });
}

/** False when it did not come to an end. */
async function seek(video: HTMLVideoElement, seconds: number): Promise<boolean> {
  const sought = eventOf(video, 'seeked').then(() => true);
  video.currentTime = seconds;
  const tooLate = new Promise<false>((resolve) => {
    setTimeout(() => {
      resolve(false);
    }, seekMillis);
  });
  return Promise.race([sought, tooLate]);
}

/** In seconds; null when it has no end that can be found. */
async function lengthOf(video: HTMLVideoElement): Promise<number | null> {
  // A recording that was never finished properly tells its length only to who looks for its end.
  if (video.duration === Infinity && !(await seek(video, 1e7))) return null;
  return Number.isFinite(video.duration) && video.duration > 0 ? video.duration : null;
}

function draw(video: HTMLVideoElement, edge: number): CanvasRenderingContext2D {
  const scale = Math.min(1, edge / Math.max(video.videoWidth, video.videoHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
  canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('There is no canvas to draw on.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context;
}

function brightnessOf(video: HTMLVideoElement): number {
  const context = draw(video, 16);
  const { data } = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    sum += 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
  }
  return (sum * 4) / data.length;
}

/** Leaves the video at its first frame that is not dark, or at the brightest of those looked at. */
async function findFrame(video: HTMLVideoElement, length: number | null): Promise<void> {
  if (length === null) return;
  let best = { brightness: -1, at: 0 };
  for (const [look, part] of parts.entries()) {
    const at = look === 0 ? Math.min(firstLookSeconds, length * part) : length * part;
    if (!(await seek(video, at))) return;
    const brightness = brightnessOf(video);
    if (brightness >= darkBelow) return;
    if (brightness > best.brightness) best = { brightness, at };
  }
  await seek(video, best.at);
}

async function pngOf({ canvas }: CanvasRenderingContext2D): Promise<Uint8Array> {
  const png = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (png === null) throw new Error('The frame could not be written.');
  return new Uint8Array(await png.arrayBuffer());
}

async function posterOf(video: HTMLVideoElement, url: string): Promise<PosterAnswer> {
  const loaded = eventOf(video, 'loadeddata');
  video.src = url;
  await loaded;
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) return { kind: 'no_picture', durationMs: millisOf(await lengthOf(video)) };
  // What is shown at once is kept: a video that is cut short, or has something else at its end, fails on the way there.
  const first = draw(video, posterEdge);
  const shown = { kind: 'poster', width, height } as const;
  try {
    const length = await lengthOf(video);
    await findFrame(video, length);
    return { ...shown, image: await pngOf(draw(video, posterEdge)), durationMs: millisOf(length) };
  } catch (error) {
    if (!(error instanceof Unplayable)) throw error;
    return { ...shown, image: await pngOf(first), durationMs: null };
  }
}

function millisOf(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1_000);
}

async function make({ url }: PosterOrder): Promise<void> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  let answer: PosterAnswer;
  try {
    answer = await posterOf(video, url);
  } catch (error) {
    answer = { kind: 'unplayable', detail: error instanceof Error ? error.message : String(error) };
  }
  // Lets its decoder go now, and not when nobody remembers it.
  video.removeAttribute('src');
  video.load();
  ipcRenderer.send(POSTER_MADE_CHANNEL, answer);
}

ipcRenderer.on(POSTER_MAKE_CHANNEL, (_event, order: PosterOrder) => void make(order));
