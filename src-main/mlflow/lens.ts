/** `createLens`: the wire lens. Keeps the last calls that clients made, for whoever wants to look; in memory only. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WireCall } from '../contract/mlflow.ts';

export interface Lens {
  /** Looks at every request of `app`. */
  watch(app: FastifyInstance): void;
  calls(runId?: string): WireCall[];
}

const kept = 1000;
const shownCharacters = 8000;

export function createLens(changed: () => void): Lens {
  const calls: WireCall[] = [];
  let next = 1;

  return {
    watch(app) {
      const answers = new WeakMap<FastifyRequest, { text: string | null; bytes: number }>();
      app.addHook('onSend', async (request, reply, payload) => {
        const isJson = String(reply.getHeader('content-type')).startsWith('application/json');
        const text = isJson && (typeof payload === 'string' || payload instanceof Uint8Array) ? Buffer.from(payload).toString('utf8') : null;
        answers.set(request, { text, bytes: text === null ? Number(reply.getHeader('content-length') ?? 0) : Buffer.byteLength(text) });
        return payload;
      });
      app.addHook('onResponse', async (request, reply) => {
        const answer = answers.get(request) ?? { text: null, bytes: 0 };
        const sent = jsonOf(request.body);
        calls.push({
          id: next++,
          at: Date.now() - Math.round(reply.elapsedTime),
          method: request.method,
          url: request.url,
          status: reply.statusCode,
          durationMs: reply.elapsedTime,
          client: request.headers['user-agent'] ?? null,
          runId: runOf(request, answer.text),
          source: sourceOf(request),
          request: cut(sent),
          requestBytes: sent === null ? Number(request.headers['content-length'] ?? 0) : Buffer.byteLength(sent),
          response: cut(answer.text),
          responseBytes: answer.bytes,
        });
        if (calls.length > kept) calls.splice(0, calls.length - kept);
        changed();
      });
    },
    calls: (runId) => (runId === undefined ? [...calls] : calls.filter((call) => call.runId === runId)),
  };
}

function jsonOf(body: unknown): string | null {
  const isPlain = typeof body === 'object' && body !== null && !('pipe' in body);
  return isPlain ? JSON.stringify(body) : null;
}

function cut(text: string | null): string | null {
  return text === null || text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters)}…`;
}

/** What a call is about: named in the query, the body or the path of an artifact; a run that was made is named in the answer. */
function runOf({ url, query, body }: FastifyRequest, answer: string | null): string | null {
  for (const place of [query, body]) {
    const { run_id, run_uuid } = (typeof place === 'object' && place !== null ? place : {}) as { run_id?: unknown; run_uuid?: unknown };
    for (const id of [run_id, run_uuid]) if (typeof id === 'string') return id;
  }
  return (
    /\/([0-9a-f]{32})\/artifacts/.exec(url)?.[1] ??
    (url.includes('/runs/create') ? /"run_id":"([0-9a-f]{32})"/.exec(answer ?? '')?.[1] : null) ??
    null
  );
}

/** `x-bancada-source: file:line` and `x-bancada-text`, percent-encoded, from resources/python/bancada_lens.py. */
function sourceOf({ headers }: FastifyRequest): WireCall['source'] {
  const [, file, line] = /^(.{1,1000}):(\d{1,7})$/.exec(decoded(headers['x-bancada-source'])) ?? [];
  if (file === undefined) return null;
  return { file, line: Number(line), text: decoded(headers['x-bancada-text']).slice(0, 400) };
}

function decoded(value: string | string[] | undefined): string {
  try {
    return decodeURIComponent(String(value ?? ''));
  } catch {
    return '';
  }
}
