/** Runs in the sandboxed preload of the one window: a bridge of three functions and nothing else. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from './contract/api.js';
import { CALL_CHANNEL, EVENT_CHANNEL, eventNames } from './contract/channels.js';

const bridge: Bridge = {
  call: (name, request) => ipcRenderer.invoke(CALL_CHANNEL, name, request),
  on: (event, listener) => {
    if (!eventNames.includes(event)) throw new Error(`No such event: ${event}`);
    const relay = (_: unknown, name: unknown, payload: unknown): void => {
      if (name === event) listener(payload as Parameters<typeof listener>[0]);
    };
    ipcRenderer.on(EVENT_CHANNEL, relay);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, relay);
    };
  },
  pathForFile: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('keepsight', bridge);
