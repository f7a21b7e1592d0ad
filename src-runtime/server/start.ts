/** `serveFolder`, `serveDefinition`: answer requests until told to stop, then finish what is under way. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BackendChoice } from '../ml/fastest.ts';
import { referenceSample } from '../ml/model-folder.ts';
import type { Context } from '../sdk/context.ts';
import { writeAtomically } from '../sdk/files.ts';
import type { ServiceDefinition } from '../sdk/types.ts';
import { buildApp, KEEP_ALIVE_MS } from './app.ts';
import { openBatcher } from './batcher.ts';
import { openCapture } from './capture.ts';
import { drainable } from './drain.ts';
import { predictionAsks } from './front/asks.ts';
import { openFront } from './front/front.ts';
import { openLog } from './log.ts';
import { openMeasures } from './measures.ts';
import { openRecorder } from './recorder.ts';
import { fromDefinition, type Servable } from './servable.ts';
import { type AppState, openState } from './state.ts';
import { warmUp } from './warm-up.ts';

/** A learner's own program as a server. */
export async function serveDefinition(definition: ServiceDefinition, context: Context): Promise<void> {
  const servable = fromDefinition(definition, context.service?.version ?? '1');
  const path = context.outDir && join(context.outDir, 'reference.json');
  if (path && definition.reference && !existsSync(path)) {
    const rows = referenceSample(definition.reference, context.seed);
    writeAtomically(path, `${JSON.stringify({ rows, predictions: await servable.predict(rows) })}\n`);
  }
  await serve(servable, context, definition.batching ?? false);
}

/** A model of a folder: its calls may be put together, since nobody else sees them. */
export function serveFolder(servable: Servable, context: Context): Promise<void> {
  return serve(servable, context, true);
}

async function serve(servable: Servable, context: Context, batching: boolean): Promise<void> {
  const { service } = context;
  const log = openLog({ service: servable.name, model_version: servable.version, run_id: servable.runId ?? context.run?.id });
  const capture = context.outDir ? openCapture(context.outDir, (error) => log.write('warn', 'capture failed', { error: error.message })) : null;
  const measures = openMeasures(servable, () => state.inFlight);
  servable.graph?.watch(measures.graph);
  const backends = new Map<string, readonly BackendChoice[]>();
  const served = (one: Servable): Servable => {
    const told = { ...one, backends: () => backends.get(one.name) ?? [] };
    if (!batching) return told;
    const batcher = openBatcher(one.predict, { inFlight: () => state.inFlight, onCall: (_, rows) => measures.batch(one.name, rows) });
    return { ...told, predict: batcher.predict, batcher: batcher.report, answered: batcher.answered };
  };
  const state: AppState = openState({ servable: { ...served(servable), members: (servable.members ?? []).map(served) }, log, capture });
  state.starting = true;
  const record = openRecorder(state, measures);
  const app = buildApp(state, measures, record);
  const front = openFront(app.server, { asks: predictionAsks(state, record), closing: () => state.closing, keepAliveMs: KEEP_ALIVE_MS });
  const drain = drainable(app.server, front);
  const stopped = stopSignal();
  await app.listen({ port: service?.port ?? 8080, host: service?.host ?? '127.0.0.1' });
  log.write('info', 'listening', { port: (app.server.address() as AddressInfo).port, start_ms: Math.round(performance.now()) });
  log.flush();
  void warmUp(servable)
    .then((found) => {
      for (const [name, choices] of found) backends.set(name, choices);
      if ([...found.values()].some((choices) => choices.length > 0))
        log.write('info', 'warm', { start_ms: Math.round(performance.now()), backends: Object.fromEntries(found) });
    })
    .catch((error: Error) => log.write('warn', 'warm-up failed', { error: error.message }))
    .finally(() => {
      state.starting = false;
    });

  const signal = await stopped;
  state.draining = true;
  log.write('info', 'draining', { signal });
  // Whoever sends requests here by readiness alone learns of it first, while the door is still open.
  if (service?.drainMs) await setTimeout(service.drainMs);
  state.closing = true;
  await drain();
  await app.close();
  await capture?.flush();
  log.write('info', 'stopped');
  log.flush();
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal));
  });
}
