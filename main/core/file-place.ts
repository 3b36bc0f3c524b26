import type { LibraryId } from '../../preload/contract/model.js';

/** Where a location's file is, for what opens it. */
export interface FilePlace {
  readonly libraryId: LibraryId;
  readonly rootPath: string;
  readonly relPath: string;
  readonly mimeType: string;
}
