/** Files that a cloud client keeps elsewhere and shows under another name until they are asked for. */
import { mediaTypeOf } from './media-types.js';

export interface CloudPlaceholder {
  /** What the file will be called when it is here. */
  readonly fileName: string;
  readonly service: string;
}

/** What the services put before and after a file's name. */
const services = [
  { before: '.', after: '.icloud', service: 'iCloud Drive' },
  { before: '', after: '.nextcloud', service: 'Nextcloud' },
  { before: '', after: '.owncloud', service: 'ownCloud' },
  { before: '', after: '.cloud', service: 'odrive' },
] as const;

/** Null when the name is no photo's or video's that is only in a cloud. */
export function cloudPlaceholder(name: string): CloudPlaceholder | null {
  // Asked of every name of a listing: most end otherwise.
  if (!name.endsWith('cloud')) return null;
  for (const { before, after, service } of services) {
    if (!name.startsWith(before) || !name.endsWith(after)) continue;
    const fileName = name.slice(before.length, -after.length);
    if (mediaTypeOf(fileName) !== null) return { fileName, service };
  }
  return null;
}

/** What a file may be called while it is only in a cloud. */
export function placeholderNames(fileName: string): readonly { readonly name: string; readonly service: string }[] {
  return services.map(({ before, after, service }) => ({ name: `${before}${fileName}${after}`, service }));
}
