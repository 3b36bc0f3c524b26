import { describe, expect, it } from 'vitest';
import type { LocationId, PhotoFacts } from '../../preload/contract/model.js';
import type { PlaceFound } from '../core/place-name.js';
import type { SeenInPhoto } from '../core/seen.js';
import { builtInProvider } from './built-in.js';
import type { InsightSubject, InsightText } from './provider.js';

const nothingKnown: PhotoFacts = {
  captured: { localMs: Date.UTC(2023, 6, 14, 18, 5), offsetMinutes: null, offsetSource: null, source: 'file_time' },
  width: null,
  height: null,
  sizeBytes: 10,
  mimeType: 'image/jpeg',
  cameraMake: null,
  cameraModel: null,
  lensModel: null,
  focalLengthMm: null,
  apertureF: null,
  exposureSeconds: null,
  iso: null,
  latitude: null,
  longitude: null,
  durationMs: null,
  hasMotion: false,
};

const nothingSeen: SeenInPhoto = {
  objects: [],
  faces: [],
  texts: [],
  colours: [],
  light: { brightness: 0.5, contrast: 0.5, sharpness: 0.5, noise: 0.1, clippedShadows: 0, clippedHighlights: 0 },
};

const porto: PlaceFound = {
  relation: 'in',
  town: 'Porto',
  countryCode: 'PT',
  region: 'Porto',
  distanceKm: 0.4,
  direction: 'north',
};
const inPorto = { latitude: 41.1496, longitude: -8.611 };
/** All positions are in Porto, but those at sea. */
const provider = builtInProvider({ places: { at: (latitude) => (Math.abs(latitude) > 35 ? porto : null) } });

function describePhoto(facts: Partial<PhotoFacts>, more: Partial<InsightSubject> = {}): Promise<InsightText> {
  return provider.describe(
    {
      locationId: 1 as LocationId,
      fileName: 'IMG_1.jpg',
      facts: { ...nothingKnown, ...facts },
      placeCount: 1,
      libraryNames: ['Pictures', 'Archive'],
      tagNames: [],
      placeNames: [],
      seen: null,
      language: 'en',
      ...more,
    },
    new AbortController().signal,
  );
}

function at(hour: number, minute = 0, month = 7): PhotoFacts['captured'] {
  return {
    localMs: Date.UTC(2023, month - 1, 14, hour, minute),
    offsetMinutes: 60,
    offsetSource: 'offset_tag',
    source: 'exif',
  };
}

const box = (x: number, y: number, width = 0.1, height = 0.2) => ({ x, y, width, height });
const twoAndADog: SeenInPhoto = {
  ...nothingSeen,
  objects: [
    { label: 'person', score: 0.9, box: box(0.1, 0.3, 0.2, 0.6) },
    { label: 'person', score: 0.8, box: box(0.5, 0.3, 0.2, 0.6) },
    { label: 'dog', score: 0.7, box: box(0.8, 0.7) },
    { label: 'bicycle', score: 0.52, box: box(0, 0) },
    { label: 'car', score: 0.3, box: box(0, 0) },
  ],
  faces: [{ score: 0.9, box: box(0.15, 0.32, 0.05, 0.05) }],
};

describe('the built-in insights', () => {
  it('say what is known for certain, in words, each with where it came from', async () => {
    const { title, summary, facts, suggestedTags } = await describePhoto(
      {
        ...inPorto,
        captured: at(15),
        width: 6000,
        height: 4000,
        cameraMake: 'FUJIFILM',
        cameraModel: 'X-T5',
        lensModel: 'XF35mmF2 R WR',
        exposureSeconds: 1 / 250,
        apertureF: 2.8,
        iso: 400,
        focalLengthMm: 35,
      },
      { placeCount: 2, seen: twoAndADog },
    );
    expect(title).toBe('Afternoon in Porto, two people and a dog');
    expect(summary).toBe(
      'Taken on Friday, 14 July 2023, at 15:00 in Porto, Portugal, on a summer afternoon. ' +
        'In the picture: two people and a dog; perhaps also a bicycle. Camera: FUJIFILM X-T5, with the lens XF35mmF2 R WR.',
    );
    expect(facts.map(({ label, text, source }) => `${label}: ${text} (${source})`)).toEqual([
      'Captured: Friday, 14 July 2023, 15:00 (UTC+01:00) (EXIF)',
      'Time zone: Europe/Lisbon (GPS)',
      'Place: in Porto, Portugal (GPS and GeoNames)',
      'Light: day, the sun 64° above the horizon (computed from time and GPS)',
      'Season: summer (EXIF time and GPS)',
      'People: 2 (0.9) (seen in the picture)',
      'Objects: a dog (0.7), perhaps a bicycle (0.52) (seen in the picture)',
      'Camera: FUJIFILM X-T5 (EXIF)',
      'Lens: XF35mmF2 R WR (EXIF)',
      'Exposure: 1/250 s, f/2.8, ISO 400, 35 mm, EV 9 (EXIF)',
      'Dimensions: 6000 × 4000 pixels (24 megapixels), landscape format (pixels)',
      'Coordinates: 41.1496° N, 8.6110° W (GPS)',
      'Copies: 2 places: Pictures, Archive (content hash)',
    ]);
    expect(suggestedTags).toEqual([
      { name: 'Places/Portugal/Porto', source: 'place', score: 0.95 },
      { name: 'People', source: 'picture', score: 0.9 },
      { name: 'Dog', source: 'picture', score: 0.7 },
    ]);
  });

  it('are written in German as well', async () => {
    const { title, summary, suggestedTags, promptVersion } = await describePhoto(
      { ...inPorto, captured: at(20, 50), cameraModel: 'X-T5' },
      { seen: twoAndADog, language: 'de' },
    );
    expect(title).toBe('Goldene Stunde in Porto, zwei Personen und ein Hund');
    expect(summary).toBe(
      'Aufgenommen am Freitag, 14. Juli 2023, um 20:50 Uhr in Porto, Portugal, in der goldenen Stunde am Abend. ' +
        'Im Bild: zwei Personen und ein Hund; vielleicht auch ein Fahrrad. Kamera: X-T5.',
    );
    expect(suggestedTags.map(({ name }) => name)).toEqual(['Orte/Portugal/Porto', 'Personen', 'Hund']);
    expect(promptVersion).toBe('de');
  });

  it('know a low sun, the blue hour and the night, in either half of the day', async () => {
    const title = async (hour: number, minute: number) =>
      (await describePhoto({ ...inPorto, captured: at(hour, minute) })).title;
    expect(await title(2, 0)).toBe('Night in Porto');
    expect(await title(5, 20)).toBe('Dawn in Porto');
    expect(await title(5, 45)).toBe('Blue hour in Porto');
    expect(await title(6, 30)).toBe('Golden hour in Porto');
    expect(await title(10, 0)).toBe('Morning in Porto');
    expect(await title(21, 0)).toBe('Golden hour in Porto');
    expect(await title(21, 35)).toBe('Blue hour in Porto');
    expect(await title(22, 0)).toBe('Dusk in Porto');
    expect(await title(23, 59)).toBe('Night in Porto');
  });

  it('say nothing of a night that the picture contradicts, by its lightness or its exposure', async () => {
    const bright = { ...nothingSeen, light: { ...nothingSeen.light, brightness: 0.6 } };
    const dark = { ...nothingSeen, light: { ...nothingSeen.light, brightness: 0.2 } };
    const night = { ...inPorto, captured: at(2) };
    expect((await describePhoto(night, { seen: dark })).title).toBe('Night in Porto');
    const doubted = await describePhoto(night, { seen: bright });
    expect(doubted.title).toBe('Porto, 14 July 2023');
    expect(doubted.summary).toContain('at 02:00 in Porto, Portugal.');
    expect(doubted.facts.map(({ label }) => label)).not.toContain('Light');
    const sunlit = { ...night, apertureF: 8, exposureSeconds: 1 / 250, iso: 100 };
    expect((await describePhoto(sunlit)).title).toBe('Porto, 14 July 2023');
    // Without a position the clock alone says night.
    expect((await describePhoto({ captured: at(2) }, { seen: bright })).title).toBe('Friday, 14 July 2023');
    expect((await describePhoto({ captured: at(2) }, { seen: dark })).title).toBe('Friday night, 14 July 2023');
  });

  it('claim no season without a hemisphere, and the other one below the equator', async () => {
    const evening = { captured: at(18, 5) };
    expect((await describePhoto(evening)).title).toBe('Friday evening, 14 July 2023');
    expect((await describePhoto({ ...evening, latitude: 1, longitude: 103 })).title).toContain('Friday');
    const sydney = { ...evening, captured: { ...at(13), offsetMinutes: 600 }, latitude: -33, longitude: 151 };
    expect((await describePhoto(sydney)).title).toBe('Winter afternoon, 14 July 2023');
  });

  it('do not take a file’s time for the time it was taken, nor UTC for a wall clock', async () => {
    const { title, summary } = await describePhoto({});
    expect(title).toBe('IMG_1');
    expect(summary).toBe('The file was last written on 14 July 2023; it does not say when it was taken.');
    expect((await describePhoto(inPorto)).title).toBe('Porto');
    const utc = { ...at(18), offsetMinutes: 0, offsetSource: 'utc' } as const;
    expect((await describePhoto({ captured: utc })).title).toBe('Friday, 14 July 2023');
    const named = { ...at(18), source: 'file_name' } as const;
    expect((await describePhoto({ captured: named, mimeType: 'video/mp4' })).title).toBe('Video of 14 July 2023');
    expect((await describePhoto({ captured: named }, { seen: twoAndADog })).title).toBe(
      'Two people and a dog, 14 July 2023',
    );
  });

  it('name holidays of the country, and those that all know in the title', async () => {
    const feast = { ...inPorto, captured: { ...at(12), localMs: Date.UTC(2023, 11, 25, 12), offsetMinutes: 0 } };
    const { title, summary, suggestedTags } = await describePhoto(feast);
    expect(title).toBe('Christmas Day in Porto');
    expect(summary).toContain('It was a public holiday in Portugal: Christmas Day.');
    expect(suggestedTags.map(({ name }) => name)).toContain('Holidays/Christmas Day');
    const unplaced = await describePhoto({ captured: feast.captured });
    expect(unplaced.summary).not.toContain('Christmas');
  });

  it('count no one twice, no animal as a person, and nobody exactly who is half seen', async () => {
    const titled = async (seen: Partial<SeenInPhoto>) =>
      (await describePhoto({}, { seen: { ...nothingSeen, ...seen } })).title;
    const face = (score: number, x: number) => ({ score, box: box(x, 0.1, 0.05, 0.05) });
    expect(await titled({ faces: [face(0.9, 0.1), face(0.75, 0.5)] })).toBe('Two people');
    expect(await titled({ faces: [face(0.9, 0.1), face(0.75, 0.5), face(0.45, 0.8)] })).toBe('People');
    expect(await titled({ faces: [face(0.45, 0.1)] })).toBe('IMG_1');
    const cat = { label: 'cat', score: 0.8, box: box(0, 0, 0.5, 0.5) };
    expect(await titled({ objects: [cat], faces: [face(0.9, 0.2)] })).toBe('A cat');
    const man = { label: 'person', score: 0.9, box: box(0, 0, 0.5, 0.9) };
    expect(await titled({ objects: [man], faces: [face(0.9, 0.2)] })).toBe('One person');
    expect(await titled({ faces: Array.from({ length: 12 }, (_, i) => face(0.9, i / 12)) })).toBe('Many people');
  });

  it('read signs, hedge where reading is poor, and tell of colours and of light', async () => {
    const text = (words: string, score: number) => ({ text: words, score, box: box(0, 0) });
    const seen = {
      ...nothingSeen,
      texts: [text('LIVRARIA', 0.97), text('LELLO', 0.95), text('x', 0.99), text('mumble', 0.8)],
      colours: [
        { name: 'blue', share: 0.6 },
        { name: 'white', share: 0.2 },
        { name: 'red', share: 0.05 },
      ],
      light: { ...nothingSeen.light, brightness: 0.05 },
    } as const;
    const { summary, facts } = await describePhoto({ captured: at(15) }, { seen });
    expect(summary).toContain('It reads “LIVRARIA LELLO”. The picture is mostly blue. It is very dark.');
    expect(facts.find(({ label }) => label === 'Colours')?.text).toBe('blue, white');
    const poor = await describePhoto({}, { seen: { ...nothingSeen, texts: [text('mumble', 0.8)] } });
    expect(poor.summary).toContain('It may read “mumble”.');
  });

  it('do not say the make twice', async () => {
    const { summary } = await describePhoto({ captured: at(18), cameraMake: 'Canon', cameraModel: 'Canon EOS R5' });
    expect(summary).toContain('Camera: Canon EOS R5.');
    const nikon = await describePhoto({ captured: at(18), cameraMake: 'NIKON CORPORATION', cameraModel: 'NIKON D90' });
    expect(nikon.summary).toContain('Camera: NIKON D90.');
  });

  it('are the same for the same photo', async () => {
    const one = await describePhoto({ ...inPorto, captured: at(18) }, { seen: twoAndADog });
    expect(await describePhoto({ ...inPorto, captured: at(18) }, { seen: twoAndADog })).toEqual(one);
  });
});
