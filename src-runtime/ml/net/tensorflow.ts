/** `tensorFlow`: TensorFlow.js on TensorFlow itself where its addon is installed and loads (tfjs-node), else on wasm, one thread (a step may start no workers). */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import util from 'node:util';

export type TensorFlow = typeof import('@tensorflow/tfjs-core');

let loading: Promise<TensorFlow> | undefined;

export function tensorFlow(): Promise<TensorFlow> {
  loading ??= native() ?? wasm();
  return loading;
}

/** LAB_TFJS_NODE names the package's folder; nothing installs it by itself, as its own set-up asks a site that closed networks refuse. */
function native(): Promise<TensorFlow> | undefined {
  const folder = process.env.LAB_TFJS_NODE;
  if (!folder) return undefined;
  // Gone since Node 23; the package still calls it.
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
  const tf = createRequire(import.meta.url)(folder) as TensorFlow;
  return tf.ready().then(() => tf);
}

async function wasm(): Promise<TensorFlow> {
  const tf = await import('@tensorflow/tfjs-core');
  // Registers the gradients with the core, which by itself knows none.
  await import('@tensorflow/tfjs-layers');
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  // The bundle carries the file in its own folder.
  setWasmPaths(`${wasmFolder()}/`);
  const before = listeners();
  await tf.setBackend('wasm');
  await tf.ready();
  // Emscripten's glue hooks process-wide error handlers; errors are the step's to report.
  for (const event of HOOKED) for (const listener of process.listeners(event)) if (!before.has(listener)) process.off(event, listener);
  return tf;
}

const HOOKED = ['uncaughtException', 'unhandledRejection'] as const;

function listeners(): Set<unknown> {
  return new Set(HOOKED.flatMap((event): unknown[] => process.listeners(event as 'uncaughtException')));
}

function wasmFolder(): string {
  const own = dirname(fileURLToPath(import.meta.url));
  if (existsSync(join(own, 'tfjs-backend-wasm-simd.wasm'))) return own;
  // In the sources it lies in the package.
  return dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
}
