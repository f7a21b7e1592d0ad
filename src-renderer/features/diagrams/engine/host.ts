// installHost: puts the few browser globals that @plantuml/core looks for into a realm that has no DOM (worker, Node),
// and hands it the C4 library as data, so that it never adds a script tag or fetches anything.
import { neededLibrary } from './needed-library.ts';
import { SvgNode } from './svg-node.ts';
import { textWidth } from './text-width.ts';

/** A PlantUML standard library: lower-case file name → lines. */
export type StdlibFiles = Record<string, string[]>;

interface FakeContext {
  font: string;
  measureText(text: string): Record<string, number>;
}

/** `italic bold 12px Inter` is what the engine writes into `font`. */
function measuringContext(): FakeContext {
  return {
    font: '14px Inter',
    measureText(text: string) {
      const size = Number(/([\d.]+)px/.exec(this.font)?.[1] ?? 14);
      return {
        width: textWidth(text, size, /\bbold\b/.test(this.font)),
        actualBoundingBoxAscent: size * 0.75,
        actualBoundingBoxDescent: size * 0.2,
        fontBoundingBoxAscent: size * 0.97,
        fontBoundingBoxDescent: size * 0.24,
      };
    },
  };
}

function canvas() {
  return {
    getContext: measuringContext,
    toDataURL: () => {
      throw new Error('bitmap sprites are not supported');
    },
  };
}

/** Serialises to the node itself: the caller gets the tree, tidies it and writes it once. */
let lastTree: SvgNode | null = null;
export const takeTree = (): SvgNode | null => lastTree;

let libraries: Record<string, StdlibFiles> = {};

/** The engine asks for an included file each time it meets one: for the next picture it gets what these lines can reach. */
export function offerLibraries(lines: string[]): void {
  const { c4, ...ours } = libraries;
  const named = [lines, ...Object.values(ours).flatMap((files) => Object.values(files))].flat();
  Object.assign(globalThis, { PLANTUML_STDLIB: c4 ? { ...ours, c4: neededLibrary(c4, named) } : ours });
}

class TreeKeeper {
  serializeToString(node: SvgNode): string {
    lastTree = node;
    return '';
  }
}

/** Call after viz-global.js has loaded: that script asks a real `document` for its own address. */
export function installHost(stdlib: Record<string, StdlibFiles>): void {
  const fakeDocument = {
    body: null as SvgNode | null,
    createElementNS: (_namespace: string, tag: string) => new SvgNode(tag, fakeDocument),
    createElement: (tag: string) => (tag === 'canvas' ? canvas() : new SvgNode(tag, fakeDocument)),
    createProcessingInstruction: () => '',
    getElementById: () => null,
  };
  fakeDocument.body = new SvgNode('body', fakeDocument);
  libraries = stdlib;
  Object.assign(globalThis, {
    window: globalThis,
    document: fakeDocument,
    XMLSerializer: TreeKeeper,
    PLANTUML_STDLIB_LOADER: (url: string, ok: () => void, fail: (message: string) => void) => {
      const library = url.replace(/\.min\.js$/, '');
      if (library in stdlib) ok();
      else fail(`library not available offline: ${library}`);
    },
  });
}
