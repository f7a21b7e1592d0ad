// openEngine: the diagram engine in this Node process, with the same small host that the worker of the app uses.
// No browser takes part: text is measured by a table, so every machine draws the same bytes.
import { installHost } from '../../src-renderer/features/diagrams/engine/host.ts';
import { renderDiagram } from '../../src-renderer/features/diagrams/engine/render.ts';
import { readLibraries } from './c4-library.mjs';

export async function openEngine() {
  globalThis.location ??= { href: 'file:///' }; // viz-global.js asks for its own address while it loads
  await import('@plantuml/core/viz-global.js');
  installHost(readLibraries().libraries);
  const { renderToString } = await import('@plantuml/core');
  // The engine reports every step of its preprocessor on the console.
  console.log = () => {};
  return (source, options) => renderDiagram(renderToString, source, options);
}
