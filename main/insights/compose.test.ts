import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../../preload/contract/language.js';
import type { LocationId, PhotoFacts } from '../../preload/contract/model.js';
import { levelsOf } from '../../preload/contract/tag-path.js';
import { directions } from '../core/place-name.js';
import type { PlaceFound } from '../core/place-name.js';
import { colourNames } from '../core/seen.js';
import type { SeenInPhoto } from '../core/seen.js';
import { claims } from '../core/claims.js';
import { compose, longestTitle, wordsOf } from './compose.js';
import { knownOf, thingsIn } from './known.js';
import type { InsightSubject, InsightText } from './provider.js';
import { thingLabels, thingTag, thingWords } from './words/things.js';

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const box = fc.record({ x: share, y: share, width: share, height: share });
const text = fc.oneof(fc.string({ maxLength: 120 }), fc.constantFrom('X-T5', 'Canon', ' “ ', 'a/b'));

const captured: fc.Arbitrary<PhotoFacts['captured']> = fc
  .record({
    localMs: fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2100, 0) }),
    source: fc.constantFrom('exif', 'file_name', 'file_time'),
    offset: orNull(
      fc.record({
        offsetMinutes: fc.integer({ min: -720, max: 840 }),
        offsetSource: fc.constantFrom('offset_tag', 'gps_time', 'gps_place', 'camera', 'history', 'utc'),
      }),
    ),
  })
  .map(({ offset, ...rest }) => ({ ...rest, ...(offset ?? { offsetMinutes: null, offsetSource: null }) }));

const position = orNull(
  fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  }),
);
const facts: fc.Arbitrary<PhotoFacts> = fc
  .record({
    captured,
    width: orNull(fc.integer({ min: 0, max: 20_000 })),
    height: orNull(fc.integer({ min: 0, max: 20_000 })),
    sizeBytes: fc.nat(),
    mimeType: fc.constantFrom('image/jpeg', 'video/mp4'),
    cameraMake: orNull(text),
    cameraModel: orNull(text),
    lensModel: orNull(text),
    focalLengthMm: orNull(fc.double({ min: 0.1, max: 2000, noNaN: true })),
    apertureF: orNull(fc.double({ min: 0.5, max: 64, noNaN: true })),
    exposureSeconds: orNull(fc.double({ min: 1e-5, max: 3600, noNaN: true })),
    iso: orNull(fc.integer({ min: 1, max: 400_000 })),
    durationMs: orNull(fc.nat()),
    hasMotion: fc.boolean(),
    position,
  })
  .map(({ position: at, ...rest }) => ({ ...rest, latitude: at?.latitude ?? null, longitude: at?.longitude ?? null }));

const seen: fc.Arbitrary<SeenInPhoto> = fc.record({
  objects: fc.array(fc.record({ label: fc.constantFrom('person', 'alien', ...thingLabels), score: share, box }), {
    maxLength: 12,
  }),
  faces: fc.array(fc.record({ score: share, box }), { maxLength: 12 }),
  texts: fc.array(fc.record({ text, score: share, box }), { maxLength: 5 }),
  colours: fc.array(fc.record({ name: fc.constantFrom(...colourNames), share }), { maxLength: 4 }),
  light: fc.record({
    brightness: share,
    contrast: share,
    sharpness: share,
    noise: share,
    clippedShadows: share,
    clippedHighlights: share,
  }),
});

/** Names that no text has by itself. */
const town = fc.constantFrom(
  'Xanadu',
  'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
  'Ys',
  'Qaanaaq/Thule',
);
const place: fc.Arbitrary<PlaceFound> = fc.record({
  relation: fc.constantFrom('in', 'near', 'away', 'country'),
  town,
  countryCode: fc.constantFrom('PT', 'US', 'NL', 'CH', 'HK', 'XK', 'ZZ', 'GB'),
  region: orNull(fc.constantFrom('Faraway', 'Scotland')),
  distanceKm: fc.double({ min: 0, max: 300, noNaN: true }),
  direction: fc.constantFrom(...directions),
});

const subject: fc.Arbitrary<InsightSubject> = fc.record({
  locationId: fc.constant(1 as LocationId),
  fileName: fc.string({ minLength: 1, maxLength: 255 }).map((name) => `f${name}`),
  facts,
  placeCount: fc.integer({ min: 1, max: 5 }),
  libraryNames: fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }),
  tagNames: fc.constant([]),
  placeNames: fc.constant([]),
  seen: orNull(seen),
  language: fc.constantFrom(...languages),
});
const holiday = orNull(fc.record({ name: fc.constantFrom('Frobnication Day'), isWellKnown: fc.boolean() }));

function written(
  about: InsightSubject,
  there: PlaceFound | null,
  feast: { name: string; isWellKnown: boolean } | null,
): InsightText {
  return compose(knownOf(about, { place: there, holiday: feast }), null);
}

const everything = (insight: InsightText): string =>
  [
    insight.title,
    insight.summary,
    ...insight.facts.flatMap(({ label, text: said, source }) => [label, said, source]),
  ].join('\n');

describe('the words of an insight', () => {
  test('are whole in every language, whatever is known', () => {
    fc.assert(
      fc.property(subject, orNull(place), holiday, (about, there, feast) => {
        const insight = written(about, there, feast);
        expect(insight.title.trim()).not.toBe('');
        expect(Array.from(insight.title).length).toBeLessThanOrEqual(longestTitle);
        expect(insight.summary).toMatch(/[.]$/);
        const own = [
          about.fileName,
          ...about.libraryNames,
          about.facts.cameraMake,
          about.facts.cameraModel,
          about.facts.lensModel,
        ];
        const isOwn = own.some((name) => /undefined|null|NaN|\[object|Infinity/.test(name ?? ''));
        if (!isOwn) expect(everything(insight)).not.toMatch(/undefined|\bnull\b|NaN|\[object|Infinity/);
        for (const { label, source } of insight.facts) {
          expect(label).not.toBe('');
          expect(source).not.toBe('');
        }
        expect(insight).toEqual(written(about, there, feast));
      }),
      { numRuns: 1_000 },
    );
  });

  test('claim no place, holiday, time or thing that is not known', () => {
    fc.assert(
      fc.property(subject, orNull(place), holiday, (about, there, feast) => {
        const insight = written(about, there, feast);
        const said = everything(insight);
        if (there === null) expect(said).not.toMatch(/Xanadu|Llanfair|Qaanaaq/);
        // Too far off to be in it: the country alone.
        if (there?.relation === 'country') expect(said).not.toMatch(/Xanadu|Llanfair|Qaanaaq/);
        if (feast === null || there === null || about.facts.captured.source !== 'exif') {
          expect(insight.summary).not.toContain('Frobnication');
          expect(insight.suggestedTags.map(({ source }) => source)).not.toContain('calendar');
        }
        const words = wordsOf[about.language];
        const labels = new Set(insight.facts.map(({ label }) => label));
        if (about.facts.captured.source !== 'exif') {
          for (const name of ['light', 'season', 'holiday'] as const)
            expect(labels).not.toContain(words.facts.labels[name]);
        }
        if (about.seen === null) {
          for (const name of ['people', 'things', 'writing', 'colours'] as const) {
            expect(labels).not.toContain(words.facts.labels[name]);
          }
          expect(insight.suggestedTags.map(({ source }) => source)).not.toContain('picture');
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('name what is seen by how sure it is: plainly, as a possibility, or not at all', () => {
    fc.assert(
      fc.property(subject, seen, (about, looked) => {
        const insight = written({ ...about, fileName: '1.jpg', seen: looked }, null, null);
        const [sure, rest] = insight.summary.split(
          /; (?:perhaps also|vielleicht auch)|Perhaps in the picture|Vielleicht im Bild/,
        );
        for (const label of thingLabels) {
          const best = Math.max(0, ...looked.objects.filter((o) => o.label === label).map(({ score }) => score));
          const tag = thingTag(label, about.language);
          const isSure = best >= claims.object.sure;
          const tags = insight.suggestedTags.map(({ name }) => name);
          if (tag !== null && !isSure) expect(tags).not.toContain(tag);
          const things = thingsIn(looked).filter((thing) => thing.label === label);
          expect(things.map(({ surety }) => surety)).toEqual(
            isSure ? ['sure'] : best >= claims.object.perhaps ? ['perhaps'] : [],
          );
        }
        expect(typeof sure).toBe('string');
        expect(rest === undefined || rest.includes('.')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('suggest tags whose names are paths', () => {
    fc.assert(
      fc.property(subject, orNull(place), holiday, (about, there, feast) => {
        for (const { name, score } of written(about, there, feast).suggestedTags) {
          for (const level of levelsOf(name)) expect(level).toBe(level.trim());
          expect(levelsOf(name).length).toBe(name.split('/').length);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the words for things', () => {
  test('are there in each language for all of COCO but people', () => {
    expect(thingLabels).toHaveLength(79);
    for (const label of thingLabels) {
      for (const language of languages) {
        const { one, many } = thingWords(label, language) ?? { one: '', many: '' };
        expect(one, label).not.toBe('');
        expect(many, label).not.toBe('');
        expect(thingTag(label, language) ?? 'Common', label).toMatch(/^\p{Lu}/u);
      }
    }
    expect(thingWords('alien', 'en')).toBeNull();
  });
});
