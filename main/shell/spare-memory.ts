/**
 * Chromium keeps every picture that it decoded until the system is short of memory: half a gigabyte after some scrolling, up
 * to a limit that nothing sets. Here it is told so earlier, when nobody waits for the window.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { app } from 'electron';
import type { WebContents } from 'electron';
import type { Log } from '../core/log.js';

/** What the window's process is meant to hold, with about 100 MB that it shares with other processes of Chromium. */
const meantKilobytes = 400 * 1024;
/** What is let go of is gone after this. */
const settleMillis = 1_000;

export class SpareMemory {
  readonly #log: Log;
  /** Higher than meant where less is not to be had: what does not help is not done again and again. */
  #aboveKilobytes = meantKilobytes;
  #isFreeing = false;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Lets go of what is kept in case it is shown again, where the window holds more than it is meant to. */
  async free(contents: WebContents): Promise<void> {
    // Somebody else looks into the window: it is theirs.
    if (this.#isFreeing || contents.debugger.isAttached() || heldBy(contents) < this.#aboveKilobytes) return;
    this.#isFreeing = true;
    try {
      contents.debugger.attach();
      await contents.debugger.sendCommand('Memory.simulatePressureNotification', { level: 'critical' });
      await pause(settleMillis);
      this.#aboveKilobytes = Math.max(meantKilobytes, heldBy(contents) + meantKilobytes / 4);
    } catch (error) {
      this.#log('warn', 'memory could not be freed', { error: String(error) });
      this.#aboveKilobytes = Infinity;
    } finally {
      this.#isFreeing = false;
      if (!contents.isDestroyed() && contents.debugger.isAttached()) contents.debugger.detach();
    }
  }
}

/** In kilobytes; 0 where it is not known. */
function heldBy(contents: WebContents): number {
  if (contents.isDestroyed()) return 0;
  const pid = contents.getOSProcessId();
  return app.getAppMetrics().find((metric) => metric.pid === pid)?.memory.workingSetSize ?? 0;
}
