import fc from 'fast-check';
import { expect, test } from 'vitest';
import { embeddedTexts, embeddedTextTags, maxEmbeddedTextLength, maxEmbeddedTexts } from './embedded-texts.js';

test('texts are what they were, in the order of their list', () => {
  const texts = embeddedTexts([
    { group: 'IPTC', name: 'Keywords', value: ['007', 'true', 'a, b'] },
    { group: 'XMP-dc', name: 'Subject', value: ' with room ' },
    { group: 'XMP-dc', name: 'Title', value: 'Höhe\n2' },
  ]);
  expect(texts).toEqual([
    { field: 'title', source: 'XMP-dc:Title', text: 'Höhe\n2' },
    { field: 'keyword', source: 'XMP-dc:Subject', text: ' with room ' },
    { field: 'keyword', source: 'IPTC:Keywords', text: '007' },
    { field: 'keyword', source: 'IPTC:Keywords', text: 'true' },
    { field: 'keyword', source: 'IPTC:Keywords', text: 'a, b' },
  ]);
});

test('one tag in several places is each of them', () => {
  const found = ['IFD0', 'XMP-tiff'].map((group) => ({ group, name: 'ImageDescription', value: 'Dunes' }));
  expect(embeddedTexts(found).map(({ source }) => source)).toEqual([
    'IFD0:ImageDescription',
    'XMP-tiff:ImageDescription',
  ]);
});

test('nothing, bytes, and what is no text are not kept', () => {
  const values = ['', '  \n', '\0\0', 7, null, { a: 1 }, '(Binary data 30 bytes, use -b option to extract)'];
  expect(embeddedTexts(values.map((value) => ({ group: 'IFD0', name: 'UserComment', value })))).toEqual([]);
});

test('however much there is, so much is kept, in whole characters', () => {
  const found = fc.record({
    group: fc.constantFrom('IPTC', 'XMP-dc'),
    name: fc.constantFrom(...embeddedTextTags, 'Make'),
    value: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5_000 }),
      fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 800 }),
    ),
  });
  fc.assert(
    fc.property(fc.array(found, { maxLength: 4 }), (tags) => {
      const texts = embeddedTexts(tags);
      expect(texts.length).toBeLessThanOrEqual(maxEmbeddedTexts);
      for (const { text } of texts) {
        expect(text.length).toBeLessThanOrEqual(maxEmbeddedTextLength);
        expect(text).not.toContain('\0');
        // Half of a character is refused there.
        expect(() => encodeURIComponent(text)).not.toThrow();
      }
    }),
    { numRuns: 50 },
  );
});
