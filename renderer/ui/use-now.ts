import { useEffect, useState } from 'react';

const TICK_MILLIS = 20_000;

/** The time, often enough for "5 min ago". */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNowMs(Date.now());
    }, TICK_MILLIS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return nowMs;
}
