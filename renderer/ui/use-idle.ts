import { useEffect, useState } from 'react';

const idleMillis = 2000;

/** True when neither the pointer nor a key was touched for two seconds. */
export function useIdle(): boolean {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stir = (): void => {
      setIsIdle(false);
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => {
        setIsIdle(true);
      }, idleMillis);
    };
    stir();
    window.addEventListener('pointermove', stir);
    window.addEventListener('keydown', stir);
    return () => {
      if (timer !== null) clearTimeout(timer);
      window.removeEventListener('pointermove', stir);
      window.removeEventListener('keydown', stir);
    };
  }, []);
  return isIdle;
}
