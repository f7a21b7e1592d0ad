/** `lazy` of React over `load`: a part of the app that is dropped on the way is loaded again. */
import { type ComponentType, lazy } from 'react';
import { load } from './load.ts';

// biome-ignore lint/suspicious/noExplicitAny: the bound of React's own `lazy`.
export function lazily<T extends ComponentType<any>>(part: () => Promise<{ default: T }>) {
  return lazy(() => load(part));
}
