import type { AppError, ErrorCode } from '../../preload/contract/errors.js';

/** Expected trouble, on its way to the caller as an `AppError`. The message says what happened, to what, and what helps. */
export class AppFailure extends Error {
  readonly code: ErrorCode;
  readonly details: AppError['details'];
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, details: AppError['details'] = {}, retryable = false, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppFailure';
    this.code = code;
    this.details = details;
    this.retryable = retryable;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

type Kind = 'full' | 'read_only' | 'locked' | 'unreadable' | 'damaged';

/** Codes of SQLite and of the file system; see https://www.sqlite.org/rescode.html. The first one that fits decides. */
const kinds: readonly (readonly [string, Kind])[] = [
  ['SQLITE_IOERR_SHMSIZE', 'full'],
  ['SQLITE_FULL', 'full'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_CANTOPEN', 'read_only'],
  ['SQLITE_PERM', 'read_only'],
  ['EROFS', 'read_only'],
  ['EACCES', 'read_only'],
  ['EPERM', 'read_only'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_IOERR', 'unreadable'],
  ['EIO', 'unreadable'],
];

/** What SQLite or the file system refused, as trouble a user can do something about. Null for everything else. */
export function storageFailure(error: unknown): AppFailure | null {
  const code = codeOf(error);
  const kind = code === '' ? undefined : kinds.find(([prefix]) => code.startsWith(prefix))?.[1];
  const details = { systemCode: code };
  switch (kind) {
    case 'full':
      return new AppFailure(
        'disk_full',
        'The disk that holds Keepsight’s data is full, so nothing more can be saved. ' +
          'What was saved before is safe: make room on the disk, and Keepsight goes on by itself.',
        details,
        true,
        error,
      );
    case 'read_only':
      return new AppFailure(
        'database_read_only',
        'Keepsight may not write into its data folder, so nothing can be saved. ' +
          'What was saved before is safe: allow writing there, then try again.',
        details,
        true,
        error,
      );
    case 'locked':
      return new AppFailure(
        'database_locked',
        'Another program holds Keepsight’s database, so nothing can be saved now. ' +
          'Close that program (a backup tool, a database viewer), then try again.',
        details,
        true,
        error,
      );
    case 'unreadable':
      return new AppFailure(
        'database_unavailable',
        'The disk that holds Keepsight’s data could not be read or written. Check the disk, then try again.',
        details,
        true,
        error,
      );
    case 'damaged':
      return new AppFailure(
        'database_unavailable',
        'Keepsight’s database is damaged. Nothing was changed; the recovery page offers its backups.',
        { ...details, damaged: true },
        false,
        error,
      );
    case undefined:
      return null;
  }
}
