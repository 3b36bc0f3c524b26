/** docs/formats.md is a promise: each row of its table is tried on real files. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isShownAsItIs, isShownAsNamed } from '../../preload/contract/media.js';
import { extensionOf, listedExtensions, mediaTypeOf } from '../core/media-types.js';
import { MetadataReader } from '../metadata/metadata-reader.js';
import {
  builtMain,
  decodeWith,
  helperRuntime,
  imageSize,
  jpegOf,
  openTestPool,
  testImage,
} from '../testing/decoding.js';
import { filesBelow, photosFolder, temporaryFolder } from '../testing/files.js';
import { rawMakers } from '../testing/raw-files.js';
import { embeddedThumbnail } from './embedded-preview.js';

interface Row {
  readonly format: string;
  readonly extensions: readonly string[];
  readonly thumbnail: string;
  readonly viewer: string;
  readonly metadata: string;
}

function readTable(): readonly Row[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs/formats.md'), 'utf8');
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => {
    const [format = '', files = '', thumbnail = '', viewer = '', metadata = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    return { format, extensions: files.split(', '), thumbnail, viewer, metadata };
  });
}

const table = readTable();
const pool = openTestPool();
const reader = new MetadataReader({ entryPath: join(builtMain(), 'metadata.cjs'), runtimePath: helperRuntime() });
afterAll(() => reader.close());

/** Real files that are broken on purpose: each must have a reason instead of what its row promises. */
const broken = /ImageTestSuite|PngSuite\/x|HeifReader|ItemInfoBox|HeifPictureHandler|corrupt|broken|invalid/i;
/** Its depth map lies before its dimensions, and is larger than what is looked at. */
const lateHeader = 'Android Depth Map.jpg';

/** Kinds of which no real file of a free licence is at hand: made for the tests by other programs, or by structure. */
function madeFiles(): readonly string[] {
  const folder = temporaryFolder();
  const jpeg = jpegOf(testImage('srgb-16-bit.png'), { width: 480, height: 320 });
  const raw = Object.entries(rawMakers).map(([maker, make]) => {
    const path = join(folder, `camera.${maker}`);
    writeFileSync(path, make({ jpeg }));
    return path;
  });
  const svg = join(folder, 'drawing.svg');
  writeFileSync(
    svg,
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9" height="9"/></svg>',
  );
  const images = ['p3-8bit.heic', 'p3-lossless16.jxl', 'p3-16-bit.psd', 'p3.psb', '24-bit.bmp', '256-png.ico'];
  return [...images.map(testImage), ...raw, svg];
}

const root = photosFolder();
const files = [...filesBelow(root).map((path) => join(root, path)), ...madeFiles()];

function filesOf({ extensions }: Row): readonly string[] {
  return files.filter((path) => extensions.includes(extensionOf(path)));
}

/** The picture's width in pixels, or the reason why there is none. */
async function thumbnailOf(path: string): Promise<number | string> {
  const outcome =
    mediaTypeOf(path)?.preview === 'embedded' ? await embeddedThumbnail(reader, pool, path) : { kind: 'ordinary' };
  const settled = outcome.kind === 'ordinary' ? await decodeWith(pool, path) : outcome;
  if ('thumbnail' in settled) return settled.thumbnail.width;
  return 'reason' in settled ? settled.reason : settled.kind;
}

describe('the table of formats', () => {
  it('names every file that is listed, once', () => {
    const named = table.flatMap(({ extensions }) => extensions);
    expect([...named].sort()).toEqual([...listedExtensions()].sort());
  });

  it('knows what the decoders are given and what the window shows itself', () => {
    for (const { extensions, thumbnail, viewer } of table) {
      for (const extension of extensions) {
        const type = mediaTypeOf(`file.${extension}`);
        expect(type?.preview ?? 'no', extension).toBe(thumbnail);
        expect(isShownAsItIs(type?.mimeType ?? ''), extension).toBe(viewer === 'original');
        expect(isShownAsNamed(`A.${extension.toUpperCase()}`), extension).toBe(viewer === 'original');
        expect(type?.kind === 'video', extension).toBe(viewer === 'player');
      }
    }
  });

  const withFiles = table.filter((row) => filesOf(row).length > 0);
  it('is tried on nearly all of it', () => {
    const untried = table.filter((row) => !withFiles.includes(row)).map(({ format }) => format);
    expect(untried).toEqual(['JPEG 2000']);
  });

  it.each(withFiles)('$format: its thumbnail is as promised', async (row) => {
    for (const path of filesOf(row)) {
      // Posters take a window: they are tested with the app.
      if (row.thumbnail === 'no' || row.thumbnail === 'poster') continue;
      const result = await thumbnailOf(path);
      if (typeof result === 'number') expect(result, path).toBeGreaterThan(0);
      else expect(`${path}: ${result}`).toMatch(broken);
    }
  });

  // Those of RAW files are made by the engine, and tested with it.
  const drawn = withFiles.filter(({ viewer, thumbnail }) => viewer === 'rendition' && thumbnail === 'decoded');
  it.each(drawn)('$format: its rendition is whole', async (row) => {
    let made = 0;
    for (const path of filesOf(row)) {
      if (broken.test(path)) continue;
      const [rendition, read] = await Promise.all([pool.render({ path }), decodeWith(pool, path)]);
      if (rendition.kind === 'failed' || read.kind !== 'decoded') throw new Error(`${path} was not drawn`);
      const { width, height } = read.facts;
      const scale = Math.min(1, 4096 / Math.max(width ?? 0, height ?? 0));
      const size = imageSize(rendition.image);
      expect(Math.abs(size.width - (width ?? 0) * scale), path).toBeLessThanOrEqual(1);
      expect(Math.abs(size.height - (height ?? 0) * scale), path).toBeLessThanOrEqual(1);
      made++;
    }
    expect(made).toBeGreaterThan(0);
  });

  it.each(withFiles)('$format: ExifTool knows its dimensions', async (row) => {
    expect(row.metadata).toContain('ExifTool');
    const sound = filesOf(row).filter((path) => !broken.test(path));
    const silent: string[] = [];
    for (const path of sound) {
      const outcome = await reader.read(path, row.viewer === 'player');
      if (outcome.kind !== 'facts' || outcome.facts.width === null) silent.push(path);
    }
    expect(silent).toEqual([]);
  });

  it.each(withFiles.filter(({ metadata }) => metadata.startsWith('first bytes')))(
    '$format: its first bytes tell the dimensions',
    async (row) => {
      const sound = filesOf(row).filter((path) => !broken.test(path) && !path.endsWith(lateHeader));
      const facts = await pool.headers(sound);
      expect(sound.filter((_, at) => (facts[at]?.width ?? null) === null)).toEqual([]);
    },
  );
});
