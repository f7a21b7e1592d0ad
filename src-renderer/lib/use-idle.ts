/** `useIdle`: false while the window draws its first picture, then true. */
import { useEffect, useState } from 'react';

const latestMs = 500;

export function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    // Safari has no such callback.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(() => setIdle(true), latestMs);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(() => setIdle(true), { timeout: latestMs });
    return () => cancelIdleCallback(handle);
  }, []);
  return idle;
}
