import { describe, expect, it } from 'vitest';
import type { ContentHash, LibraryId, LocationId, PhotoDetails, Place } from '../../api/index.js';
import { motionOf } from './motion.js';
import { viewerSource } from './source.js';

const place = (id: number, change: Partial<Place> = {}): Place => ({
  locationId: id as LocationId,
  libraryId: 1 as LibraryId,
  libraryName: 'Photos',
  relPath: 'a.jpg',
  libraryState: 'online',
  presence: 'present',
  tags: [],
  isChangedSilently: false,
  ...change,
});

function photo(change: Partial<PhotoDetails>, mimeType = 'image/jpeg'): PhotoDetails {
  return {
    locationId: 1 as LocationId,
    contentHash: 'ab' as ContentHash,
    fileName: 'a.jpg',
    mediaKind: 'image',
    preview: { state: 'ready', reason: null },
    facts: {
      captured: { localMs: 0, offsetMinutes: null, offsetSource: null, source: 'exif' },
      width: 10,
      height: 10,
      sizeBytes: 1,
      mimeType,
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
    },
    embeddedTexts: [],
    tags: [],
    places: [place(1)],
    stack: [],
    stackedPhotos: [],
    insights: [],
    lineage: [],
    suggestedPeople: [],
    turn: 0,
    ...change,
  };
}

describe('what the viewer shows', () => {
  it('shows the original of a place that can be read, even when the chosen one is offline', () => {
    const places = [place(1, { libraryState: 'offline' }), place(2)];
    expect(viewerSource(photo({ places }))).toEqual({ kind: 'original', media: 'image', locationId: 2 });
  });

  it('falls back to the stored preview with a reason', () => {
    const offline = viewerSource(photo({ places: [place(1, { libraryState: 'offline' })] }));
    expect(offline).toMatchObject({ kind: 'thumbnail', reason: expect.stringContaining('offline') as string });
    const missing = viewerSource(photo({ places: [place(1, { presence: 'missing' })] }));
    expect(missing).toMatchObject({ kind: 'thumbnail', reason: expect.stringContaining('missing') as string });
  });

  it('shows what Chromium does not know from a picture of it', () => {
    for (const type of ['image/tiff', 'image/heic', 'image/jxl', 'image/x-nikon-nef', 'image/vnd.adobe.photoshop']) {
      expect(viewerSource(photo({}, type))).toEqual({ kind: 'rendition', locationId: 1 });
    }
    for (const type of ['image/svg+xml', 'image/x-icon', 'image/bmp', 'image/gif', 'image/avif']) {
      expect(viewerSource(photo({}, type))).toMatchObject({ kind: 'original', media: 'image' });
    }
    const bare = photo({ preview: { state: 'unsupported', reason: 'It holds no preview.' } }, 'image/x-canon-cr2');
    expect(viewerSource(bare)).toEqual({ kind: 'none', reason: 'It holds no preview.' });
  });

  it('has nothing to show for a file without a preview, and says why', () => {
    const damaged = photo({ preview: { state: 'damaged', reason: 'It ends too early.' } });
    expect(viewerSource(damaged)).toEqual({ kind: 'none', reason: 'It ends too early.' });
  });

  it('plays videos from the original', () => {
    const video = photo({ mediaKind: 'video', preview: { state: 'unsupported', reason: null } }, 'video/mp4');
    expect(viewerSource(video)).toEqual({ kind: 'original', media: 'video', locationId: 1 });
    const reason = 'Keepsight cannot play this kind of video (HEVC).';
    const foreign = photo({ mediaKind: 'video', preview: { state: 'unsupported', reason } }, 'video/quicktime');
    expect(viewerSource(foreign)).toEqual({ kind: 'none', reason });
  });
});

describe('what plays of a photo that moves', () => {
  const file = (id: number, mediaKind: 'image' | 'video'): PhotoDetails['stack'][number] => ({
    locationId: id as LocationId,
    fileName: String(id),
    mediaKind,
    sizeBytes: 1,
  });
  const moving = (change: Partial<PhotoDetails> = {}): PhotoDetails => {
    const still = photo(change);
    return { ...still, facts: { ...still.facts, hasMotion: true } };
  };

  it('is the video in its file, from a place that can be read', () => {
    expect(motionOf(moving())).toBe('media://motion/1');
    expect(motionOf(moving({ places: [place(1, { libraryState: 'offline' }), place(2)] }))).toBe('media://motion/2');
    expect(motionOf(moving({ places: [place(1, { libraryState: 'offline' })] }))).toBeNull();
  });

  it('is the video that stands behind it, seen from its cover alone', () => {
    expect(motionOf(photo({ stack: [file(1, 'image'), file(5, 'video')] }))).toBe('media://original/5');
    expect(motionOf(photo({ stack: [file(9, 'image'), file(1, 'image'), file(5, 'video')] }))).toBeNull();
  });

  it('is nothing of other photos, and of a video it is the video itself', () => {
    expect(motionOf(photo({}))).toBeNull();
    expect(motionOf(photo({ mediaKind: 'video' }, 'video/mp4'))).toBeNull();
  });
});
