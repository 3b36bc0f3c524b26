import type { AppError } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

/** The message says it all; an overlap names the other library even when the message does not. */
export function errorText(error: AppError): string {
  const other = error.details['libraryName'];
  const namesOther = typeof other === 'string' && !error.message.includes(other);
  return namesOther && error.code === 'library_overlap'
    ? `${error.message} ${messages.settings.overlapWith(other)}`
    : error.message;
}
