/** `lazy` of React over `load`: a part of the app comes with its words, and again when it is dropped on the way. */
import { type ComponentType, lazy } from 'react';
import { allWords } from '../app/i18n.ts';
import { load } from './load.ts';

// biome-ignore lint/suspicious/noExplicitAny: the bound of React's own `lazy`.
export function lazily<T extends ComponentType<any>>(part: () => Promise<{ default: T }>) {
  return lazy(async () => {
    const [loaded] = await Promise.all([load(part), allWords()]);
    return loaded;
  });
}
