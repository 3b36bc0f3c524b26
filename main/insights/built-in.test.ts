import { describe, expect, it } from 'vitest';
import type { PhotoFacts } from '../../preload/contract/model.js';
import { builtInProvider } from './built-in.js';
import type { InsightText } from './provider.js';

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

function describePhoto(facts: Partial<PhotoFacts>, places = 1): Promise<InsightText> {
  return builtInProvider.describe(
    {
      fileName: 'IMG_1.jpg',
      facts: { ...nothingKnown, ...facts },
      placeCount: places,
      libraryNames: ['Pictures', 'Archive'],
    },
    new AbortController().signal,
  );
}

const evening = {
  localMs: Date.UTC(2023, 6, 14, 18, 5),
  offsetMinutes: 120,
  offsetSource: 'offset_tag',
  source: 'exif',
} as const;

describe('the built-in insights', () => {
  it('say what is known for certain, in words', async () => {
    const { title, summary, facts } = await describePhoto(
      {
        captured: evening,
        width: 6000,
        height: 4000,
        cameraMake: 'FUJIFILM',
        cameraModel: 'X-T5',
        lensModel: 'XF35mmF2 R WR',
        exposureSeconds: 1 / 250,
        apertureF: 2.8,
        iso: 400,
        focalLengthMm: 35,
        latitude: 41.1496,
        longitude: -8.611,
      },
      2,
    );
    expect(title).toBe('Summer evening, 14 July 2023');
    expect(summary).toBe(
      'Taken on Friday, 14 July 2023, at 18:05, on a summer evening, with a FUJIFILM X-T5 and the lens XF35mmF2 R WR. ' +
        'Exposure: 1/250 s, f/2.8, ISO 400, 35 mm. Landscape format, 6000 × 4000 pixels (24 megapixels). ' +
        'The camera recorded its position as 41.1496° N, 8.6110° W. The same bytes are kept in 2 places.',
    );
    expect(facts.map(({ label, source }) => `${label}: ${source}`)).toEqual([
      'Captured: EXIF',
      'Season: EXIF time and GPS',
      'Camera: EXIF',
      'Lens: EXIF',
      'Exposure: EXIF',
      'Dimensions: pixels',
      'Coordinates: GPS',
      'Copies: content hash',
    ]);
  });

  it('claim no season without a hemisphere, and the other one below the equator', async () => {
    expect((await describePhoto({ captured: evening })).title).toBe('Friday evening, 14 July 2023');
    expect((await describePhoto({ captured: evening, latitude: 1, longitude: 103 })).title).toBe(
      'Friday evening, 14 July 2023',
    );
    expect((await describePhoto({ captured: evening, latitude: -33, longitude: 151 })).title).toBe(
      'Winter evening, 14 July 2023',
    );
  });

  it('do not take a file’s time for the time it was taken', async () => {
    const { title, summary } = await describePhoto({});
    expect(title).toBe('IMG_1');
    expect(summary).toContain('it does not say when it was taken');
  });

  it('do not say the make twice', async () => {
    const { summary } = await describePhoto({ captured: evening, cameraMake: 'Canon', cameraModel: 'Canon EOS R5' });
    expect(summary).toContain('with a Canon EOS R5.');
    const nikon = await describePhoto({ captured: evening, cameraMake: 'NIKON CORPORATION', cameraModel: 'NIKON D90' });
    expect(nikon.summary).toContain('with a NIKON D90.');
  });

  it('are the same for the same photo', async () => {
    expect(await describePhoto({ captured: evening })).toEqual(await describePhoto({ captured: evening }));
  });
});
