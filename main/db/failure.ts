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
