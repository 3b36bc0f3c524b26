import { expect, test } from 'vitest';
import type { EmbeddedField, EmbeddedText } from '../../api/index.js';
import { shownFields } from './embedded.js';

const text = (field: EmbeddedField, source: string, value: string): EmbeddedText => ({ field, source, text: value });

test('what several tags say is shown once, with each of them', () => {
  const fields = shownFields([
    text('description', 'XMP-dc:Description', 'Dunes '),
    text('description', 'IPTC:Caption-Abstract', 'Dunes'),
    text('keyword', 'XMP-dc:Subject', 'Mongolia'),
    text('keyword', 'IPTC:Keywords', '??????'),
  ]);
  expect(fields).toEqual([
    {
      field: 'description',
      texts: [{ text: 'Dunes', sources: ['XMP-dc:Description', 'IPTC:Caption-Abstract'] }],
    },
    {
      field: 'keyword',
      texts: [
        { text: 'Mongolia', sources: ['XMP-dc:Subject'] },
        { text: '??????', sources: ['IPTC:Keywords'] },
      ],
    },
  ]);
});

test('paths of keywords read the same, whatever wrote them; one that is a keyword alone is not shown twice', () => {
  const fields = shownFields([
    text('keyword', 'XMP-dc:Subject', 'Asia'),
    text('keyword_path', 'XMP-lr:HierarchicalSubject', 'Asia'),
    text('keyword_path', 'XMP-lr:HierarchicalSubject', 'Asia|Mongolia'),
    text('keyword_path', 'XMP-digiKam:TagsList', 'Asia/Mongolia'),
    text('keyword_path', 'XMP-acdsee:Categories', '<Categories></Categories>'),
  ]);
  expect(fields.map(({ texts }) => texts.map((shown) => shown.text))).toEqual([['Asia'], ['Asia › Mongolia']]);
});

test('the parts of a place are one line', () => {
  const [place] = shownFields([text('place', 'IPTC:City', 'Mainz'), text('place', 'XMP-photoshop:Country', 'Germany')]);
  expect(place?.texts).toEqual([{ text: 'Mainz, Germany', sources: ['IPTC:City', 'XMP-photoshop:Country'] }]);
});

test('no rating is none', () => {
  expect(shownFields([text('rating', 'XMP-xmp:Rating', '0')])).toEqual([]);
  expect(shownFields([text('rating', 'XMP-xmp:Rating', '4')])).toHaveLength(1);
});
