/**
 * Loads a part of the app, and again when the network of the machine changed in that moment: Chromium drops what it is loading, even from
 * this computer, whenever a container brings a network interface.
 */
import { type ComponentType, lazy } from 'react';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export async function load<T>(part: () => Promise<T>, attempts = 5, wait: (ms: number) => Promise<void> = pause): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await part();
    } catch (error) {
      if (attempt >= attempts) throw error;
      await wait(150 * 2 ** attempt);
    }
  }
}

/** `lazy` of React over `load`. */
// biome-ignore lint/suspicious/noExplicitAny: the bound of React's own `lazy`.
export function lazily<T extends ComponentType<any>>(part: () => Promise<{ default: T }>) {
  return lazy(() => load(part));
}
