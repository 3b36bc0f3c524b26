/** The one place where `ipcMain` is touched: two channels, and nobody but our own window's top frame is answered. */
import { ipcMain } from 'electron';
import type { WebContents, WebFrameMain } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../preload/contract/channels.js';
import { fail } from '../../preload/contract/errors.js';
import type { EventName, Events } from '../../preload/contract/events.js';
import type { Log } from '../core/log.js';
import type { Router } from './router.js';
import { isTrustedSender } from './sender.js';
import type { Sender } from './sender.js';

function describeSender(contents: WebContents, frame: WebFrameMain | null, ours: WebContents | null): Sender {
  return {
    url: frame?.url ?? '',
    isTopFrame: frame !== null && frame.parent === null,
    isOurWindow: ours !== null && contents.id === ours.id,
  };
}

export function listen(
  route: Router,
  options: { readonly appUrl: string; readonly window: () => WebContents | null; readonly log: Log },
): void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, request: unknown) => {
    const sender = describeSender(event.sender, event.senderFrame, options.window());
    if (!isTrustedSender(sender, options.appUrl)) {
      options.log('warn', 'refused a call from a foreign sender', { url: sender.url.slice(0, 200) });
      return fail('forbidden', 'Only the app’s own window may call.');
    }
    return route(name, request);
  });
}

export function emit<E extends EventName>(contents: WebContents | null, name: E, payload: Events[E]): void {
  if (contents !== null && !contents.isDestroyed()) contents.send(EVENT_CHANNEL, name, payload);
}
