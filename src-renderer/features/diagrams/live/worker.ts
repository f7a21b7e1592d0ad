// The diagram engine in a Web Worker: 5 MB of script and half a second of work per picture, none of it on the page's thread.
// It needs `script-src 'self' 'wasm-unsafe-eval'` (Graphviz is WebAssembly) and neither eval nor a DOM.
import { installHost, type StdlibFiles } from '../engine/host.ts';
import { type RenderToString, renderDiagram } from '../engine/render.ts';
import type { WorkerReply, WorkerRequest } from './messages.ts';

async function openEngine(assets: string): Promise<RenderToString> {
  const loadLibraries = async () => {
    const response = await fetch(`${assets}c4.json`);
    if (!response.ok) throw new Error(`c4.json: HTTP ${response.status}`);
    return ((await response.json()) as { libraries: Record<string, StdlibFiles> }).libraries;
  };
  const [libraries] = await Promise.all([loadLibraries(), import(/* @vite-ignore */ `${assets}viz-global.js`)]);
  installHost(libraries);
  const engine = (await import(/* @vite-ignore */ `${assets}plantuml.js`)) as { renderToString: RenderToString };
  // The engine reports every step of its preprocessor on the console.
  console.log = () => {};
  return engine.renderToString;
}

const reply = (message: WorkerReply) => globalThis.postMessage(message);

let engine: Promise<RenderToString> | undefined;

globalThis.addEventListener('message', async ({ data }: MessageEvent<WorkerRequest>) => {
  try {
    engine ??= openEngine(data.assets);
    reply({ id: data.id, result: await renderDiagram(await engine, data.source, data.options) });
  } catch (error) {
    reply({ id: data.id, result: { error: { message: error instanceof Error ? error.message : String(error) } } });
  }
});
