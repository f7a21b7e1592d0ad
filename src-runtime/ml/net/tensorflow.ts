/** `tensorFlow`: TensorFlow.js on its wasm backend, one thread (a step may start no workers), its .wasm beside this program. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type TensorFlow = typeof import('@tensorflow/tfjs-core');

let loading: Promise<TensorFlow> | undefined;

export function tensorFlow(): Promise<TensorFlow> {
  loading ??= load();
  return loading;
}

async function load(): Promise<TensorFlow> {
  const tf = await import('@tensorflow/tfjs-core');
  // Registers the gradients with the core, which by itself knows none.
  await import('@tensorflow/tfjs-layers');
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
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

/** The bundle carries the file in its own folder; in the sources it lies in the package. */
function wasmFolder(): string {
  const own = dirname(fileURLToPath(import.meta.url));
  if (existsSync(join(own, 'tfjs-backend-wasm-simd.wasm'))) return own;
  return dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
}
