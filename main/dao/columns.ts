/** Between columns and the contract's types, for every DAO. */
import type { ContentHash } from '../../preload/contract/model.js';
import { hexToHash } from '../core/hash.js';

export function hashOf(column: Buffer): ContentHash {
  return column.toString('hex') as ContentHash;
}

export function hashOrNull(column: Buffer | null): ContentHash | null {
  return column === null ? null : hashOf(column);
}

export function hashColumn(hash: string): Buffer {
  return Buffer.from(hexToHash(hash).buffer);
}

/** Ids as one parameter for `json_each(?)`: any number of them with one compiled statement. */
export function idList(ids: readonly number[]): string {
  return `[${ids.join(',')}]`;
}
