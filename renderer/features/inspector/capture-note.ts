import type { CaptureTime } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

/**
 * Where a capture time, or its time zone, is known from, in plain words; null when the file says all of it itself, for
 * then there is nothing to be careful with.
 */
export function captureNote({ source, offsetSource }: CaptureTime): string | null {
  const { dateFromFileName, dateFromFileTime, zoneUnknown, zoneFrom } = messages.inspector;
  if (source === 'file_name') return dateFromFileName;
  if (source === 'file_time') return dateFromFileTime;
  return offsetSource === null ? zoneUnknown : zoneFrom[offsetSource];
}
