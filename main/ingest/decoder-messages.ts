/** Between the engine and its decoder processes. */
import type { EmbeddedPicture } from '../core/embedded-picture.js';
import type { FaceBox } from '../../preload/contract/face-square.js';
import type { FileFacts } from '../core/facts.js';
import type { Rendition, Thumbnail } from './decode.js';

/** A file to be read, or a picture from inside one. */
export type RenderSource = { readonly path: string } | { readonly picture: EmbeddedPicture };

/** What is wanted of a picture. */
export interface Wanted {
  /** Longest edge in pixels; null for what the viewer shows. */
  readonly edge: number | null;
  /** Only this face, and what is around it. */
  readonly face: FaceBox | null;
}

export type ToDecoder =
  | { readonly kind: 'read'; readonly jobId: number; readonly path: string; readonly wantBytes: boolean }
  /** Answers `hashed` that can be decoded: decode the bytes too, or let them go without another word. */
  | { readonly kind: 'proceed'; readonly jobId: number; readonly decode: boolean }
  /** The first bytes of several files. */
  | { readonly kind: 'headers'; readonly jobId: number; readonly paths: readonly string[] }
  /** Answered by `decoded`, `damaged` or `unsupported`, as a file is. */
  | { readonly kind: 'embedded'; readonly jobId: number; readonly picture: EmbeddedPicture }
  | { readonly kind: 'render'; readonly jobId: number; readonly source: RenderSource; readonly wanted: Wanted }
  | { readonly kind: 'exifThumbnail'; readonly jobId: number; readonly path: string }
  | { readonly kind: 'look'; readonly jobId: number; readonly image: Uint8Array }
  /** Of a thumbnail. */
  | { readonly kind: 'blur'; readonly jobId: number; readonly image: Uint8Array };

/** Of the process, after a job. */
export interface Condition {
  /** It holds much memory that it cannot give back, or a codec trapped in it: it is to be replaced. */
  readonly isSpent: boolean;
}

export type FromDecoder =
  | {
      readonly kind: 'hashed';
      readonly jobId: number;
      readonly hash: Buffer;
      readonly sizeBytes: number;
      readonly mtimeMs: number;
      readonly canDecode: boolean;
    }
  | ({
      readonly kind: 'decoded';
      readonly jobId: number;
      readonly facts: FileFacts;
      readonly thumbnail: Thumbnail;
    } & Condition)
  | ({ readonly kind: 'damaged' | 'unsupported'; readonly jobId: number; readonly reason: string } & Condition)
  | ({ readonly kind: 'rendered'; readonly jobId: number } & Rendition & Condition)
  /** In the order of the paths; null for a file that says nothing in its first bytes. */
  | { readonly kind: 'headers'; readonly jobId: number; readonly facts: readonly (FileFacts | null)[] }
  /** It is still being decoded, and only the end of the process stops that. */
  | { readonly kind: 'too_much_memory'; readonly jobId: number }
  /** Null for a photo that has none in its first bytes. */
  | { readonly kind: 'exifThumbnail'; readonly jobId: number; readonly jpeg: Uint8Array | null }
  /** Null for an image that cannot be decoded. */
  | { readonly kind: 'look'; readonly jobId: number; readonly look: Uint8Array | null }
  /** Null for an image that cannot be decoded. */
  | { readonly kind: 'blur'; readonly jobId: number; readonly blur: Uint8Array | null }
  | { readonly kind: 'changed'; readonly jobId: number }
  | { readonly kind: 'unreadable'; readonly jobId: number; readonly code: string };
