/**
 * The short video inside a motion photo: an MP4 behind the picture of a JPEG or HEIC file. Google's phones write where it is
 * into the XMP (`MicroVideoOffset`; later a directory of items), HEIC has a box for it (`mpvd`), Samsung's phones sign the
 * place. What is written is only where to look: programs that change a picture forget to change it.
 */

export interface MotionVideo {
  /** Bytes from the start of the file. */
  readonly motionOffset: number;
  /** Bytes. */
  readonly motionLength: number;
}

/** XMP lies at the front of a file. */
const headBytes = 256 * 1024;
const samsungMark = 'MotionPhoto_Data';
const samsungEnd = 'SEFT';
/** So many places that look like the start of a video are tried where none is where it should be. */
const mostTried = 16;

/** Null for a file without a video that could be played. */
export function motionVideoIn(bytes: Buffer): MotionVideo | null {
  if (isHeif(bytes)) return inBox(bytes) ?? inSamsungTrailer(bytes);
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  const head = bytes.subarray(0, headBytes);
  const isClaimed = head.includes('MotionPhoto') || head.includes('MicroVideo');
  if (!isClaimed) return inSamsungTrailer(bytes);
  for (const offset of claimedOffsets(head.toString('latin1'), bytes.length)) {
    const video = videoAt(bytes, offset);
    if (video !== null) return video;
  }
  return inSamsungTrailer(bytes) ?? anywhere(bytes);
}

function inSamsungTrailer(bytes: Buffer): MotionVideo | null {
  if (bytes.toString('latin1', Math.max(0, bytes.length - samsungEnd.length)) !== samsungEnd) return null;
  const mark = bytes.lastIndexOf(samsungMark, undefined, 'latin1');
  return mark === -1 ? null : videoAt(bytes, mark + samsungMark.length);
}

/** XMP writes a property as an attribute or as an element. */
function property(name: string): string {
  return `:${name}\\s*(?:=\\s*["']|>)\\s*`;
}

function numberIn(text: string, name: string): number {
  const digits = new RegExp(`${property(name)}(\\d{1,12})`).exec(text)?.[1];
  return digits === undefined ? 0 : Number(digits);
}

/** Where the XMP says that the video begins. */
function claimedOffsets(head: string, fileBytes: number): readonly number[] {
  const micro = numberIn(head, 'MicroVideoOffset');
  return [...(micro === 0 ? [] : [fileBytes - micro]), ...offsetsOfItems(head, fileBytes)];
}

/** Items lie one behind the other at the end of the file, in their order; the first is the picture. */
function offsetsOfItems(head: string, fileBytes: number): readonly number[] {
  const semantics = [...head.matchAll(new RegExp(`${property('Semantic')}(\\w+)`, 'g'))];
  const starts = semantics.map(({ index }) => itemStart(head, index));
  const offsets: number[] = [];
  let at = fileBytes;
  for (let i = semantics.length - 1; i > 0; i--) {
    const item = head.slice(starts[i], starts[i + 1] ?? head.indexOf('</rdf:Seq>', starts[i]));
    at -= numberIn(item, 'Length') + numberIn(item, 'Padding');
    if (semantics[i]?.[1] === 'MotionPhoto') offsets.push(at);
  }
  return offsets;
}

/** Properties of one item come in any order. */
function itemStart(head: string, semanticAt: number): number {
  return Math.max(0, head.lastIndexOf('<rdf:li', semanticAt));
}

/** Some program moved it. */
function anywhere(bytes: Buffer): MotionVideo | null {
  let at = bytes.indexOf('ftyp', 4, 'latin1');
  for (let tried = 0; at !== -1 && tried < mostTried; tried++) {
    const video = videoAt(bytes, at - 4);
    if (video !== null) return video;
    at = bytes.indexOf('ftyp', at + 4, 'latin1');
  }
  return null;
}

interface Box {
  readonly type: string;
  readonly start: number;
  /** Where what is in it begins. */
  readonly content: number;
  readonly end: number;
}

/** ISO 14496-12, 4.2; null for what is no box, or does not end within `end`. */
function boxAt(bytes: Buffer, start: number, end: number): Box | null {
  if (start < 0 || start + 8 > end) return null;
  const short = bytes.readUInt32BE(start);
  const isLong = short === 1;
  if (isLong && start + 16 > end) return null;
  const size = isLong ? Number(bytes.readBigUInt64BE(start + 8)) : short === 0 ? end - start : short;
  const content = start + (isLong ? 16 : 8);
  const boxEnd = start + size;
  if (boxEnd < content || boxEnd > end) return null;
  return { type: bytes.toString('latin1', start + 4, start + 8), start, content, end: boxEnd };
}

/** Boxes that a video consists of; what comes behind them is no part of it. */
const videoBoxes: ReadonlySet<string> = new Set([
  'ftyp',
  'moov',
  'mdat',
  'free',
  'skip',
  'wide',
  'uuid',
  'meta',
  'udta',
  'sidx',
  'styp',
  'moof',
  'mfra',
]);

/** From a box `ftyp` on, as far as it is a video; null where there is not all that a player needs. */
function videoAt(bytes: Buffer, offset: number, end = bytes.length): MotionVideo | null {
  const seen = new Set<string>();
  let at = offset;
  for (let box = boxAt(bytes, at, end); box !== null && videoBoxes.has(box.type); box = boxAt(bytes, at, end)) {
    if ((box.type === 'ftyp') !== (at === offset)) break;
    seen.add(box.type);
    at = box.end;
  }
  const isWhole = seen.has('ftyp') && seen.has('moov') && seen.has('mdat');
  return isWhole ? { motionOffset: offset, motionLength: at - offset } : null;
}

const heifBrands: ReadonlySet<string> = new Set(['heic', 'heix', 'mif1', 'hevc', 'heim', 'heis', 'msf1']);

function isHeif(bytes: Buffer): boolean {
  const box = boxAt(bytes, 0, bytes.length);
  return box?.type === 'ftyp' && heifBrands.has(bytes.toString('latin1', 8, 12));
}

function inBox(bytes: Buffer): MotionVideo | null {
  let at = 0;
  for (let box = boxAt(bytes, at, bytes.length); box !== null; box = boxAt(bytes, at, bytes.length)) {
    if (box.type === 'mpvd') return videoAt(bytes, box.content, box.end);
    at = box.end;
  }
  return null;
}
