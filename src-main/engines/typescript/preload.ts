/** `preload`: what a program loads before its own code: the stripped sources under the addresses of the TypeScript files, where the SDK is, and the last word. */
import { lastWord } from '../last-word.ts';

export interface Preload {
  /** `file:` address as the program sees it → JavaScript. */
  sources: Record<string, string>;
  /** Address of the SDK, for code that does not find it by walking up its folders. */
  sdk: string | null;
}

export function preload({ sources, sdk }: Preload): string {
  return `"use strict";
const sources = new Map(Object.entries(${JSON.stringify(sources)}));
const sdk = ${JSON.stringify(sdk)};
require("node:module").registerHooks({
  ${sdk === null ? '' : 'resolve: (name, context, next) => (name === "@bancada/sdk" ? { url: sdk, shortCircuit: true } : next(name, context)),'}
  load(url, context, next) {
    const source = sources.get(url);
    return source === undefined ? next(url, context) : { format: "module", source, shortCircuit: true };
  },
});
if (process.env.LAB_LAST_WORD) {
  process.on("exit", (code) => {
    // A listener of the program's own may still change its mind.
    if (code !== 0 || process.listenerCount("exit") > 1) return;
    for (const stream of [1, 2]) try { require("node:fs").writeSync(stream, ${JSON.stringify(lastWord)}); } catch {}
  });
}
`;
}
