/**
 * How often a file is read again to see whether it still has its hash. The background verification (`main/ingest/`)
 * and the Health page go by the same number.
 */
export const verifyIntervalDays = 90;
export const verifyIntervalMs = verifyIntervalDays * 24 * 60 * 60 * 1000;
