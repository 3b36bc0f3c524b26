/** What a file says in words of its own: keywords, titles, names. Kept as found, to be taken over some day. */
import type { EmbeddedField, EmbeddedText } from '../../preload/contract/model.js';
import { unsentBytes } from './binary-data.js';

/** ExifTool's names of the tags that each field is told by, the ones that most programs write first. */
const tagsOfField: Readonly<Record<EmbeddedField, readonly string[]>> = {
  title: ['Title', 'ObjectName', 'Headline', 'XPTitle'],
  description: [
    'Description',
    'Caption-Abstract',
    'ImageDescription',
    'XPComment',
    'XPSubject',
    'UserComment',
    'Comment',
    'Notes',
  ],
  keyword: ['Subject', 'Keywords', 'XPKeywords', 'Keyword'],
  keyword_path: ['HierarchicalSubject', 'TagsList', 'LastKeywordXMP', 'LastKeywordIPTC', 'CatalogSets', 'Categories'],
  person: ['PersonInImage', 'RegionName', 'RegionPersonDisplayName'],
  place: ['Location', 'Sub-location', 'City', 'State', 'Province-State', 'Country', 'Country-PrimaryLocationName'],
  rating: ['Rating', 'RatingPercent'],
  label: ['Label', 'ColorLabel', 'PickLabel'],
  creator: ['Creator', 'Artist', 'By-line', 'XPAuthor', 'Author'],
  copyright: ['Rights', 'Copyright', 'CopyrightNotice'],
};

const fields = Object.keys(tagsOfField) as readonly EmbeddedField[];

/** All of them, as ExifTool is asked for them. */
export const embeddedTextTags: readonly string[] = Object.values(tagsOfField).flat();

export const maxEmbeddedTexts = 500;
/** In UTF-16 units, of one text. */
export const maxEmbeddedTextLength = 2_000;

/** A tag's value with where it stands in the file: `IPTC:Keywords`. */
export interface FoundTag {
  /** The group of the tag: `IPTC`, `XMP-dc`, `IFD0`. */
  readonly group: string;
  readonly name: string;
  readonly value: unknown;
}

/** In the order of the fields and, within one, of the tags above; texts of one list in their order. At most 500. */
export function embeddedTexts(found: readonly FoundTag[]): readonly EmbeddedText[] {
  const texts = fields.flatMap((field) =>
    tagsOfField[field].flatMap((tag) =>
      found
        .filter(({ name }) => name === tag)
        .flatMap(({ group, value }) =>
          textsOf(value).map((text): EmbeddedText => ({ field, source: `${group}:${tag}`, text })),
        ),
    ),
  );
  return texts.slice(0, maxEmbeddedTexts);
}

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'string' || unsentBytes(value) !== null) return [];
  const text = cut(value.replaceAll('\0', ''));
  return text.trim() === '' ? [] : [text];
}

/** Never in the middle of a character. */
function cut(text: string): string {
  if (text.length <= maxEmbeddedTextLength) return text;
  const short = text.slice(0, maxEmbeddedTextLength);
  return /[\uD800-\uDBFF]$/.test(short) ? short.slice(0, -1) : short;
}
