/** `preload`: what a program loads before its own code: the stripped sources under the addresses of the TypeScript files, and where the SDK is. */

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
`;
}
