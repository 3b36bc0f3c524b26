/** How often work of jobs is tried. */

/** A photo that was tried so often without an insight is left to the user. */
export const maxTries = 3;
/** What concerns a whole provider is tried again after these pauses; then its jobs are paused. */
export const troublePausesMillis: readonly number[] = [2_000, 10_000, 30_000, 120_000];
