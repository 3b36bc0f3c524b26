/** Expected trouble that crosses a process boundary, as data. Bugs throw and arrive as `internal`. */
export type ErrorCode =
  | 'invalid_request'
  | 'forbidden'
  | 'not_found'
  | 'name_invalid'
  | 'name_taken'
  | 'folder_not_found'
  | 'folder_not_directory'
  | 'folder_unreadable'
  | 'folder_not_writable'
  | 'folder_too_broad'
  | 'folder_mismatch'
  | 'library_duplicate'
  | 'library_overlap'
  | 'library_offline'
  | 'database_unavailable'
  | 'database_read_only'
  | 'database_locked'
  | 'disk_full'
  | 'backup_unusable'
  | 'edit_impossible'
  | 'pattern_invalid'
  | 'file_unreadable'
  | 'file_unwritable'
  | 'cancelled'
  | 'internal';

export interface AppError {
  readonly code: ErrorCode;
  /** What happened, to what, and what the user can do: one or two plain sentences. */
  readonly message: string;
  /** Plain facts for the UI to build on (for example the overlapping library's name). */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  /** True when the same call may succeed later without a change. */
  readonly retryable: boolean;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(
  code: ErrorCode,
  message: string,
  details: AppError['details'] = {},
  retryable = false,
): { readonly ok: false; readonly error: AppError } {
  return { ok: false, error: { code, message, details, retryable } };
}
