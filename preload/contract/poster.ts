/** Between the main thread and its hidden window, which plays videos for a frame of each. */

/** To the window: `PosterOrder`. */
export const POSTER_MAKE_CHANNEL = 'poster:make';
/** From the window: `PosterAnswer`. */
export const POSTER_MADE_CHANNEL = 'poster:made';

/** The window's page, and the folder below which it finds its one video. */
export const POSTER_PAGE = 'media://poster/';

export interface PosterOrder {
  /** Below `POSTER_PAGE`. */
  readonly url: string;
}

interface Played {
  /** Null where the video does not tell. */
  readonly durationMs: number | null;
}

export type PosterAnswer =
  /** `image`: a PNG of at most 400 pixels an edge. `width` and `height`: of the video as it is shown, upright. */
  | (Played & {
      readonly kind: 'poster';
      readonly image: Uint8Array;
      readonly width: number;
      readonly height: number;
    })
  /** It plays, and there is nothing to be seen: sound alone, or a picture of a kind that Chromium has no decoder for. */
  | (Played & { readonly kind: 'no_picture' })
  /** Chromium opens or decodes it not; `detail` is its own word for the log. */
  | { readonly kind: 'unplayable'; readonly detail: string };
