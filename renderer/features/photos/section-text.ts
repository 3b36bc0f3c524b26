/** What the parts of a grid are called. Pure. */
import type { GridSectionKey, LibraryId } from '../../api/index.js';
import {
  formatBytes,
  formatMonth,
  formatShortMonth,
  formatShortWallDate,
  formatTown,
  formatWallDate,
} from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { visibleName } from '../../lib/visible-name.js';

export type LibraryNames = ReadonlyMap<LibraryId, string>;

function named(key: GridSectionKey, libraries: LibraryNames, isShort: boolean): string {
  switch (key.kind) {
    case 'day':
      return isShort ? formatShortWallDate(key.startMs) : formatWallDate(key.startMs);
    case 'month':
      return isShort ? formatShortMonth(key.startMs) : formatMonth(key.startMs);
    case 'library':
      return libraries.get(key.libraryId) ?? messages.grid.aLibrary;
    case 'place':
      return visibleName(key.name);
    case 'position':
      return formatTown(key.latitude, key.longitude);
    case 'no_place':
      return messages.grid.noPlace;
    case 'initial':
      return key.text === '0' ? messages.grid.digits : key.text === '' ? messages.grid.otherSigns : key.text;
    case 'rating':
      return messages.grid.stars(key.rating);
    case 'likeness':
      return messages.like.sections[key.likeness];
    case 'size':
      return key.fromBytes === 0 ? messages.grid.tiny : messages.grid.from(formatBytes(key.fromBytes));
  }
}

/** As its header says it. */
export function sectionText(key: GridSectionKey, libraries: LibraryNames): string {
  return named(key, libraries, false);
}

/** Beside the scale, for the place that is pointed at. */
export function shortSectionText(key: GridSectionKey, libraries: LibraryNames): string {
  return named(key, libraries, true);
}

/** On the scale, where there is room for a few letters; parts that follow each other may share it. */
export function scaleText(key: GridSectionKey, libraries: LibraryNames): string {
  switch (key.kind) {
    case 'day':
    case 'month':
      return String(new Date(key.startMs).getUTCFullYear());
    case 'place':
      return String.fromCodePoint(visibleName(key.name).codePointAt(0) ?? 32).toUpperCase();
    case 'position':
      return messages.grid.degrees(Math.round(key.latitude));
    case 'no_place':
      return messages.grid.noPlaceSign;
    case 'rating':
      return key.rating === 0 ? messages.grid.noPlaceSign : '★'.repeat(key.rating);
    case 'size':
      return formatBytes(key.fromBytes);
    case 'likeness':
      return '';
    default:
      return named(key, libraries, true);
  }
}
