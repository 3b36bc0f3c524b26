/** What came of the attempt to take a frame of a video, and what people are told of it. Pure. */
import type { PosterAnswer } from '../../preload/contract/poster.js';

export type PosterOutcome =
  | PosterAnswer
  /** Whoever played it died of it, or did not come to an end. */
  | { readonly kind: 'stopped'; readonly because: 'crash' | 'timeout' }
  /** The file is not there. */
  | { readonly kind: 'gone' }
  /** Nothing can be played now: no file is to blame. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** What ExifTool says a file is. */
export interface VideoKind {
  /** `MP4`, `MKV`, `TXT`; null when it does not know. */
  readonly container: string | null;
  /** As people call it: `HEVC`, `Motion JPEG`; null when it is not known. */
  readonly codec: string | null;
}

export interface NoPoster {
  readonly state: 'unsupported' | 'damaged';
  /** For people. */
  readonly reason: string;
}

/** By what files call them in four letters, in a name of Matroska's, or in words. */
const codecs: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^(hvc1|hev1|dvh1|dvhe)$|HEVC|H\.?265/i, 'HEVC'],
  [/^(avc1|avc3|h264|x264)$|AVC|H\.?264/i, 'H.264'],
  [/^vp0?9|^V_VP9/i, 'VP9'],
  [/^vp0?8|^V_VP8/i, 'VP8'],
  [/^av01|^V_AV1/i, 'AV1'],
  [/^ap[c4][hnso]$|^V_PRORES|ProRes/i, 'ProRes'],
  [/^(mjpg|mjpa|mjpb|jpeg)$|^V_MJPEG|Motion ?JPEG/i, 'Motion JPEG'],
  [/^(mp4v|xvid|divx|dx50|fmp4)$|^V_MPEG4\/ISO\/(SP|ASP|AP)|MPEG-?4 Visual/i, 'MPEG-4 Visual'],
  [/^(mpg2|mp2v|mx5n|xdv\w)$|^V_MPEG2|MPEG-?2/i, 'MPEG-2'],
  [/^V_MPEG1|MPEG-?1/i, 'MPEG-1'],
  [/^(s263|h263)/i, 'H.263'],
  [/^(wmv\d|wvc1|wmva)|Windows Media Video/i, 'Windows Media Video'],
];

/** The first of these names that tells a codec; null when none does. */
export function codecOf(names: readonly unknown[]): string | null {
  for (const name of names) {
    const text = typeof name === 'string' ? name.trim() : '';
    const known = codecs.find(([pattern]) => pattern.test(text));
    if (known !== undefined) return known[1];
  }
  return null;
}

const playable: ReadonlySet<string> = new Set(['H.264', 'VP8', 'VP9', 'AV1']);
const openable: ReadonlySet<string> = new Set(['MP4', 'M4V', 'MOV', '3GP', '3G2', 'MKV', 'WEBM', 'OGV']);
const otherContainers: ReadonlySet<string> = new Set(['AVI', 'MPEG', 'M2TS', 'M2T', 'MTS', 'WMV', 'ASF', 'FLV', 'VOB']);

const soundOnly: NoPoster = { state: 'unsupported', reason: 'This file holds sound without a picture.' };
const noVideo: NoPoster = { state: 'damaged', reason: 'The file is no video, or is damaged from its first bytes.' };
const cutShort: NoPoster = { state: 'damaged', reason: 'The video is damaged or cut short, and cannot be played.' };
const crashed: NoPoster = {
  state: 'damaged',
  reason: 'The player stopped while it opened this video: it is damaged or made to do harm.',
};
const tookTooLong: NoPoster = { state: 'damaged', reason: 'The video took too long to open and was given up.' };
const unknownKind: NoPoster = { state: 'unsupported', reason: 'Keepsight cannot play this kind of video.' };

function cannotPlay(kind: string): NoPoster {
  return { state: 'unsupported', reason: `Keepsight cannot play this kind of video (${kind}).` };
}

/** Why there is no frame. `kind`: null when ExifTool does not run. */
export function whyNoPoster(
  outcome: Extract<PosterOutcome, { readonly kind: 'no_picture' | 'unplayable' | 'stopped' }>,
  kind: VideoKind | null,
): NoPoster {
  if (outcome.kind === 'stopped') return outcome.because === 'crash' ? crashed : tookTooLong;
  if (kind === null) return unknownKind;
  const { container, codec } = kind;
  if (codec !== null && !playable.has(codec)) return cannotPlay(codec);
  if (container !== null && otherContainers.has(container)) return cannotPlay(container);
  if (outcome.kind === 'no_picture') return codec === null ? soundOnly : cutShort;
  return container !== null && openable.has(container) ? cutShort : noVideo;
}
