/**
 * `becomesReady`, `answersExample`: what a revision must show before it takes traffic.
 * Each is a strategy with a time-out of its own; a service that ends meanwhile is not waited for.
 */
import { BancadaError } from '../contract/errors.ts';
import type { RunningService } from '../engines/engine.ts';
import { askService } from './http.ts';

/** Programs may train before they answer (architecture 01). */
const readyTimeoutMs = 60_000;
const predictTimeoutMs = 10_000;
/** Most are ready within a second; one that trains first is asked less often. */
const eager = { ms: 2000, pauseMs: 15 };
const patientPauseMs = 100;
const logLines = 30;

/** Requests of ours that are no traffic carry this id. */
export const probeId = 'bancada-probe';

export async function becomesReady(name: string, service: RunningService, timeoutMs = readyTimeoutMs): Promise<void> {
  let over: { code: number | null } | null = null;
  const ended = service.ended.then((end) => {
    over = end;
  });
  const begun = performance.now();
  const deadline = begun + timeoutMs;
  for (;;) {
    if (await isReady(service.port)) return;
    if (over) throw await notReady(name, service, timeoutMs, `exit ${(over as { code: number | null }).code ?? '—'}`);
    if (performance.now() >= deadline) throw await notReady(name, service, timeoutMs, `no 200 from /readyz or /health in ${timeoutMs / 1000} s`);
    const pauseMs = performance.now() - begun < eager.ms ? eager.pauseMs : patientPauseMs;
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, pauseMs))]);
  }
}

/** `/readyz`, or `/health` of a program that has no such route. */
export async function isReady(port: number, timeoutMs = 2000): Promise<boolean> {
  for (const path of ['/readyz', '/health']) {
    const answer = await askService({ port, method: 'GET', path, timeoutMs, maxBytes: 4096 }).catch(() => null);
    if (answer === null) return false;
    if (answer.status !== 404) return answer.status === 200;
  }
  return false;
}

export async function answersExample(name: string, service: RunningService, example: Record<string, unknown>): Promise<void> {
  if (Object.keys(example).length === 0) return;
  try {
    const headers = { 'x-request-id': probeId };
    const answer = await askService({
      port: service.port,
      method: 'POST',
      path: '/predict',
      body: example,
      headers,
      timeoutMs: predictTimeoutMs,
      maxBytes: 65_536,
    });
    if (answer.status === 200) return;
    throw new Error(`/predict → ${answer.status} ${answer.body.slice(0, 300)}`);
  } catch (error) {
    throw await notReady(name, service, predictTimeoutMs, (error as Error).message);
  }
}

async function notReady(name: string, service: RunningService, timeoutMs: number, why: string): Promise<BancadaError> {
  const log = (await service.logs(logLines).catch(() => [])).map(readable);
  // Node ends a report with its version and the stack; what happened stands above it.
  const telling = log.find((line) => /^(Uncaught )?\w*Error\b/.test(line)) ?? log.at(-1);
  return new BancadaError('ENDPOINT_NOT_READY', {
    name,
    seconds: timeoutMs / 1000,
    detail: [why, telling].filter(Boolean).join(' · '),
    log: log.join('\n'),
  });
}

/** The server logs JSON, and the SDK says why it ends in a record of its own (RFC 7464): a person wants the message. */
function readable(line: string): string {
  try {
    const { message, error } = JSON.parse(line.slice(line.startsWith('\u001e') ? 1 : 0)) as { message?: unknown; error?: unknown };
    return typeof message === 'string' ? [message, error].filter((part) => typeof part === 'string').join(': ') : line;
  } catch {
    return line;
  }
}
