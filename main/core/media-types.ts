import type { MediaKind } from '../../preload/contract/model.js';

export interface MediaType {
  readonly kind: MediaKind;
  readonly mimeType: string;
  /**
   * Where its thumbnail comes from: `decoded` from the picture itself, `embedded` from one that the camera put into the
   * file beside its own data and that ExifTool finds, `poster` from a frame of the video. Null: none is made yet.
   */
  readonly preview: 'decoded' | 'embedded' | 'poster' | null;
}

/** One more than the last: whenever types below get a preview that had none. */
export const previewGeneration = 4;

interface KnownType extends MediaType {
  /** The generation since which it has a preview; null: it has none. */
  readonly previewSince: number | null;
}

const previewOfKind = { image: 'decoded', raw: 'embedded', video: 'poster', other: null } as const;

function types(
  kind: MediaKind,
  previewSince: number | null,
  entries: Readonly<Record<string, string>>,
): [string, KnownType][] {
  return Object.entries(entries).map(([extension, mimeType]) => [
    extension,
    { kind, mimeType, preview: previewSince === null ? null : previewOfKind[kind], previewSince },
  ]);
}

/** What Keepsight lists, by file name extension in lower case. Everything else in a library is left alone. */
const byExtension: ReadonlyMap<string, KnownType> = new Map([
  ...types('image', 1, {
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    jpe: 'image/jpeg',
    jfif: 'image/jpeg',
    png: 'image/png',
    webp: 'image/webp',
    gif: 'image/gif',
    tif: 'image/tiff',
    tiff: 'image/tiff',
    avif: 'image/avif',
  }),
  ...types('image', 2, {
    heic: 'image/heic',
    heif: 'image/heif',
    hif: 'image/heif',
    jxl: 'image/jxl',
    psd: 'image/vnd.adobe.photoshop',
    psb: 'image/vnd.adobe.photoshop',
    bmp: 'image/bmp',
    ico: 'image/x-icon',
    svg: 'image/svg+xml',
  }),
  ...types('image', null, {
    jp2: 'image/jp2',
  }),
  ...types('raw', 3, {
    '3fr': 'image/x-hasselblad-3fr',
    arw: 'image/x-sony-arw',
    cr2: 'image/x-canon-cr2',
    cr3: 'image/x-canon-cr3',
    crw: 'image/x-canon-crw',
    dng: 'image/x-adobe-dng',
    erf: 'image/x-epson-erf',
    iiq: 'image/x-phaseone-iiq',
    mos: 'image/x-leaf-mos',
    mrw: 'image/x-minolta-mrw',
    nef: 'image/x-nikon-nef',
    nrw: 'image/x-nikon-nrw',
    orf: 'image/x-olympus-orf',
    pef: 'image/x-pentax-pef',
    raf: 'image/x-fuji-raf',
    raw: 'image/x-raw',
    rw2: 'image/x-panasonic-rw2',
    rwl: 'image/x-leica-rwl',
    sr2: 'image/x-sony-sr2',
    srf: 'image/x-sony-srf',
    srw: 'image/x-samsung-srw',
    x3f: 'image/x-sigma-x3f',
  }),
  ...types('video', 4, {
    '3gp': 'video/3gpp',
    avi: 'video/x-msvideo',
    m4v: 'video/x-m4v',
    mkv: 'video/x-matroska',
    mov: 'video/quicktime',
    mp4: 'video/mp4',
    mpg: 'video/mpeg',
    mts: 'video/mp2t',
    webm: 'video/webm',
    wmv: 'video/x-ms-wmv',
  }),
]);

/** The part after the last dot, in lower case; empty when there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(dot + 1).toLowerCase() : '';
}

/** In lower case, without the dot. */
export function listedExtensions(): readonly string[] {
  return [...byExtension.keys()];
}

/** Null when it is not a photo or video by its name. */
export function mediaTypeOf(fileName: string): MediaType | null {
  return byExtension.get(extensionOf(fileName)) ?? null;
}

/** Types that got a preview after a generation, as MIME types. */
export function previewedSince(generation: number): readonly string[] {
  const found = [...byExtension.values()].filter(({ previewSince }) => (previewSince ?? 0) > generation);
  return [...new Set(found.map(({ mimeType }) => mimeType))];
}
