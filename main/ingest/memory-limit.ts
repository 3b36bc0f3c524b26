/** In a decoder: some pictures of few bytes need many gigabytes to decode, and no header says so. */

const lookEveryMillis = 50;

/**
 * Decodes run beside the thread that looks. Calls `onExceeded` once when the process holds more than `limitBytes`;
 * returns the function that stops looking.
 */
export function watchMemory(limitBytes: number, onExceeded: () => void): () => void {
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() <= limitBytes) return;
    clearInterval(timer);
    onExceeded();
  }, lookEveryMillis);
  return () => {
    clearInterval(timer);
  };
}
