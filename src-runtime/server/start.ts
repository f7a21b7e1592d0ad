/** `serve`, `serveDefinition`: answer requests until told to stop, then finish what is under way. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { referenceSample } from '../ml/model-folder.ts';
import type { Context } from '../sdk/context.ts';
import { writeAtomically } from '../sdk/files.ts';
import type { ServiceDefinition } from '../sdk/types.ts';
import { buildApp } from './app.ts';
import { openCapture } from './capture.ts';
import { drainable } from './drain.ts';
import { openLog } from './log.ts';
import { fromDefinition, type Servable } from './servable.ts';
import type { AppState } from './state.ts';

/** A learner's own program as a server. */
export async function serveDefinition(definition: ServiceDefinition, context: Context): Promise<void> {
  const servable = fromDefinition(definition, context.service?.version ?? '1');
  const path = context.outDir && join(context.outDir, 'reference.json');
  if (path && definition.reference && !existsSync(path)) {
    const rows = referenceSample(definition.reference, context.seed);
    writeAtomically(path, `${JSON.stringify({ rows, predictions: await servable.predict(rows) })}\n`);
  }
  await serve(servable, context);
}

export async function serve(servable: Servable, context: Context): Promise<void> {
  const log = openLog({ service: servable.name, model_version: servable.version, run_id: context.run?.id });
  const capture = context.outDir ? openCapture(context.outDir, (error) => log.write('warn', 'capture failed', { error: error.message })) : null;
  const state: AppState = { servable, log, capture, draining: false };
  const app = buildApp(state);
  const drain = drainable(app.server);
  const stopped = stopSignal();
  await app.listen({ port: context.service?.port ?? 8080, host: context.service?.host ?? '127.0.0.1' });
  log.write('info', 'listening', { port: (app.server.address() as AddressInfo).port, start_ms: Math.round(performance.now()) });
  log.flush();

  const signal = await stopped;
  state.draining = true;
  log.write('info', 'draining', { signal });
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
