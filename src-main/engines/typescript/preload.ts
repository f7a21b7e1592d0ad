/**
 * `preload`: what a program loads before its own code: the stripped sources under the addresses of the TypeScript files, where the SDK is, and the last word.
 * A program that was booted ahead of its step waits at the end of it for one byte on its input; without one it ends, for its core is gone.
 */
import { lastWord } from '../last-word.ts';

/** Environment variable of a program that is to wait. */
export const waits = 'LAB_WAITS';

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
if (process.env.${waits}) {
  delete process.env.${waits};
  let told = 0;
  try { told = require("node:fs").readSync(0, Buffer.alloc(1)); } catch {}
  if (told === 0) process.exit(1);
}
`;
}
