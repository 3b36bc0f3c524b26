/** Default deny: what the window may do is what is listed here. */
import { app, shell } from 'electron';
import type { Session } from 'electron';
import type { Log } from '../core/log.js';
import { isPage } from '../ipc/sender.js';
import { isExternalLink } from './external-link.js';

export function hardenSession(target: Session, log: Log): void {
  target.setPermissionRequestHandler((_contents, permission, callback) => {
    log('debug', 'denied a permission', { permission });
    callback(false);
  });
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
}

export function hardenContents(appUrl: string, log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (isPage(event.url, appUrl)) return;
      event.preventDefault();
      log('warn', 'denied a navigation', { url: event.url.slice(0, 200) });
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(({ url }) => {
      if (isExternalLink(url)) void shell.openExternal(url);
      else log('warn', 'denied a window', { url: url.slice(0, 200) });
      return { action: 'deny' };
    });
  });
}
