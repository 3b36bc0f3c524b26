/** Between the engine and the process that looks at photos. */
import type { FacesLook } from '../core/faces.js';
import type { SeenInPhoto } from '../core/seen.js';

/** What can be looked for; each has models of its own, and may be missing. */
export const lookParts = ['objects', 'faces', 'texts'] as const;
export type LookPart = (typeof lookParts)[number];

export interface Look {
  readonly seen: Omit<SeenInPhoto, 'texts'> & { readonly texts: SeenInPhoto['texts'] | null };
  /** What the photo looks like, to be compared with others of the same `models`; null where nobody could tell. */
  readonly embedding: Uint8Array | null;
  /** Longest edge of the picture, in pixels. */
  readonly edge: number;
}

/** All but faces; all, and what its faces look like; or those alone. */
export type LookWanted = 'all' | 'all_and_faces' | 'faces';

/** An image that sharp decodes; for `look`, upright and in sRGB. */
export interface ToLooker {
  readonly kind: 'look';
  readonly jobId: number;
  readonly picture: Uint8Array;
  readonly wanted: LookWanted;
}

export type FromLooker =
  /** All models are there but those of `missing`; said once, before anything else. */
  | {
      readonly kind: 'ready';
      /** Names and versions of what looks. */
      readonly models: string;
      readonly missing: readonly { readonly part: LookPart; readonly reason: string }[];
    }
  | ({
      readonly kind: 'seen';
      readonly jobId: number;
      readonly isSpent: boolean;
      readonly faces: FacesLook;
    } & Look)
  /** Where faces alone were wanted. */
  | { readonly kind: 'faces_seen'; readonly jobId: number; readonly isSpent: boolean; readonly faces: FacesLook }
  /** The picture cannot be looked at. */
  | { readonly kind: 'failed'; readonly jobId: number; readonly reason: string; readonly isSpent: boolean }
  | { readonly kind: 'too_much_memory'; readonly jobId: number };
