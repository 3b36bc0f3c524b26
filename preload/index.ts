/** Runs in the sandboxed preload of the one window: a bridge of four functions and nothing else. */
import { contextBridge, ipcRenderer, webFrame, webUtils } from 'electron';
import type { Bridge } from './contract/api.js';
import { CALL_CHANNEL, EVENT_CHANNEL, eventNames } from './contract/channels.js';

/** What the window is meant to hold, with room below the budget of 400 MB for what comes until the next rest. */
const meantKilobytes = 320 * 1024;
/** More than is meant where less is not to be had: what does not help is not done again and again. */
let freedAbove = meantKilobytes;

/** By itself, and its part of what it shares with other processes: decoded pictures are shared. */
async function heldKilobytes(): Promise<number> {
  const { private: own, shared } = await process.getProcessMemoryInfo();
  return own + shared;
}

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
  freeMemory: async () => {
    if ((await heldKilobytes()) < freedAbove) return;
    webFrame.clearCache();
    freedAbove = Math.max(meantKilobytes, (await heldKilobytes()) + meantKilobytes / 4);
  },
};

contextBridge.exposeInMainWorld('keepsight', bridge);
