import type { ContentHash } from '../../preload/contract/model.js';

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** 32 bytes as 64 lower-case hexadecimal digits. Throws a RangeError on any other length. */
export function hashToHex(bytes: Uint8Array): ContentHash {
  if (bytes.length !== 32) throw new RangeError(`A content hash has 32 bytes, not ${bytes.length}.`);
  let hex = '';
  for (const byte of bytes) hex += hexPairs[byte] ?? '';
  return hex as ContentHash;
}

/** The reverse of `hashToHex`. Throws a RangeError when the text is not a hash. */
export function hexToHash(hex: string): Uint8Array<ArrayBuffer> {
  if (!isHashHex(hex)) throw new RangeError('A content hash is 64 lower-case hexadecimal digits.');
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 32; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

export function isHashHex(text: string): text is ContentHash {
  return /^[0-9a-f]{64}$/.test(text);
}
