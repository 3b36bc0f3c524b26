/** The picture of a RAW file: the largest of those that the camera put into it and that can be decoded. */
import { preferFacts } from '../core/facts.js';
import type { FileFacts } from '../core/facts.js';
import type { EmbeddedPicture } from '../core/embedded-picture.js';
import type { MetadataReader } from '../metadata/metadata-reader.js';
import type { DecodePool, PictureOutcome } from './decode-pool.js';

export type PreviewReader = Pick<MetadataReader, 'previews' | 'preview'>;

export type Attempt<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'damaged' | 'unsupported'; readonly reason: string };

export type EmbeddedOutcome<T> =
  | ({ readonly facts: FileFacts } & Extract<Attempt<T>, { readonly kind: 'done' }>)
  /** `facts`: what ExifTool says all the same; null when it says nothing. */
  | ({ readonly facts: FileFacts | null } & Exclude<Attempt<T>, { readonly kind: 'done' }>)
  /** Nothing but its name says that it is RAW: it shows itself. */
  | { readonly kind: 'ordinary' }
  /** ExifTool does not run. */
  | { readonly kind: 'unavailable'; readonly reason: string };

const noPreviewReason = 'This RAW file holds no preview picture that can be shown.';
const lineBreakReason =
  'The picture in a RAW file cannot be read when its name or its folder’s has a line break. Rename it, then scan again.';
const noRawReason = 'The file is damaged, or is no RAW file';

/**
 * Tries the pictures inside a RAW file, the largest first, until `use` is done with one. `facts` are those of the RAW file,
 * with its dimensions as it is shown. Never rejects, unless `use` does.
 */
export async function withEmbeddedPreview<T>(
  reader: PreviewReader,
  path: string,
  use: (picture: EmbeddedPicture) => Promise<Attempt<T>>,
): Promise<EmbeddedOutcome<T>> {
  // ExifTool takes one argument a line.
  if (/[\r\n]/.test(path)) return { kind: 'unsupported', reason: lineBreakReason, facts: null };
  const found = await reader.previews(path);
  if (found.kind === 'unavailable') return found;
  if (found.kind === 'failed') {
    return { kind: 'damaged', reason: `${noRawReason} (${found.reason}).`, facts: null };
  }
  if (!found.isRaw) return { kind: 'ordinary' };
  if (found.tags.length === 0 && found.frame.stored === null) {
    return { kind: 'damaged', reason: `${noRawReason}: nothing that a camera writes was found in it.`, facts: null };
  }
  let firstTrouble: Exclude<Attempt<T>, { readonly kind: 'done' }> | null = null;
  for (const tag of found.tags) {
    const preview = await reader.preview(path, tag);
    if (preview.kind === 'unavailable') return preview;
    const attempt: Attempt<T> =
      preview.kind === 'failed'
        ? { kind: 'damaged', reason: `The preview picture in this RAW file cannot be read (${preview.reason}).` }
        : await use({ image: preview.image, ...found.frame });
    if (attempt.kind === 'done') return { facts: found.facts, ...attempt };
    firstTrouble ??= attempt;
  }
  const { kind, reason } = firstTrouble ?? { kind: 'unsupported', reason: noPreviewReason };
  return { kind, reason, facts: found.facts };
}

type DecodedPicture = Extract<PictureOutcome, { readonly kind: 'decoded' }>;

/** Thumbnail of a RAW file, and what ExifTool says of it. */
export async function embeddedThumbnail(
  reader: PreviewReader,
  pool: DecodePool,
  path: string,
): Promise<Exclude<EmbeddedOutcome<never>, { readonly kind: 'done' }> | DecodedPicture> {
  const outcome = await withEmbeddedPreview(reader, path, async (picture): Promise<Attempt<DecodedPicture>> => {
    const decoded = await pool.embedded(picture);
    return decoded.kind === 'decoded' ? { kind: 'done', value: decoded } : decoded;
  });
  if (outcome.kind !== 'done') return outcome;
  const { value, facts } = outcome;
  return { ...value, facts: preferFacts(facts, value.facts) };
}
