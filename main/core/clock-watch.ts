/** Notices a clock that was set back, from the latest time ever seen. Going forward cannot be told from a long sleep. */

const toleranceMillis = 3_600_000;
/** After so long the new time is taken for the right one. */
const patienceMillis = 10 * 60_000;

export class ClockWatch {
  #latestTimeMs: number;
  #noticedAtUptimeMs: number | null = null;

  /** `latestTimeMs`: as remembered from the run before; 0 when there was none. */
  constructor(latestTimeMs: number) {
    this.#latestTimeMs = latestTimeMs;
  }

  /** What to remember. */
  get latestTimeMs(): number {
    return this.#latestTimeMs;
  }

  /** True while the clock shows a time that has long been. `uptimeMs` goes on whatever the clock does. */
  wentBack(nowMs: number, uptimeMs: number): boolean {
    if (nowMs >= this.#latestTimeMs - toleranceMillis) {
      this.#noticedAtUptimeMs = null;
      this.#latestTimeMs = Math.max(this.#latestTimeMs, nowMs);
      return false;
    }
    this.#noticedAtUptimeMs ??= uptimeMs;
    if (uptimeMs - this.#noticedAtUptimeMs < patienceMillis) return true;
    this.#noticedAtUptimeMs = null;
    this.#latestTimeMs = nowMs;
    return false;
  }
}
