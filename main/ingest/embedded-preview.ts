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
  | ({ readonly facts: FileFacts } & Attempt<T>)
  /** Nothing but its name says that it is RAW: it shows itself. */
  | { readonly kind: 'ordinary' }
  /** ExifTool does not run. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'damaged'; readonly reason: string; readonly facts: null };

const noPreviewReason = 'This RAW file holds no preview picture that can be shown.';
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
  return { facts: found.facts, ...(firstTrouble ?? { kind: 'unsupported', reason: noPreviewReason }) };
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
