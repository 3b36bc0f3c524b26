import type { LibraryId } from '../../preload/contract/model.js';

/** Where a location's file is, for what opens it. */
export interface FilePlace {
  readonly libraryId: LibraryId;
  readonly rootPath: string;
  readonly relPath: string;
  readonly mimeType: string;
  /** Where the video of a motion photo was in the file when it was read, in bytes; null where there is none. */
  readonly motion: FilePart | null;
}

/** A part of a file, in bytes. */
export interface FilePart {
  readonly offset: number;
  readonly length: number;
}
