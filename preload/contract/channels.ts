import type { EventName } from './events.js';

/** The only two IPC channels: calls with an answer, and events to the renderer. */
export const CALL_CHANNEL = 'keepsight:call';
export const EVENT_CHANNEL = 'keepsight:event';

export const eventNames = [
  'activity',
  'changed',
  'jobEnded',
  'startState',
  'menu',
] as const satisfies readonly EventName[];
