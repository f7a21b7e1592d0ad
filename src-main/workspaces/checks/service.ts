/** `openService`, `reached`: the program under check as a running service, reached over HTTP like anybody else would. */
import type { Endpoint } from '../../contract/serving.ts';
import type { Serving } from '../../serving/serving.ts';
import type { ServiceView } from './define.ts';

const timeoutMs = 15_000;

/** How a check asks what answers at an address. */
export function reached(url: () => string): ServiceView['fetch'] {
  return async (path, { method = 'GET', body, raw } = {}) => {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const from = performance.now();
    const answer = await fetch(new URL(path, url()), {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      ...(payload !== undefined && { body: payload, headers: { 'content-type': 'application/json' } }),
    });
    const text = await answer.text();
    return { status: answer.status, body: parsed(text), ms: performance.now() - from };
  };
}

export interface CheckService extends ServiceView {
  stop(): Promise<void>;
}

export async function openService(
  serving: Pick<Serving, 'serve' | 'stop'>,
  options: Parameters<Serving['serve']>[0] & { endpoint: string },
): Promise<CheckService> {
  let endpoint = await serving.serve(options);
  const readyMs = (ready: Endpoint) => ready.readyMs ?? Number.POSITIVE_INFINITY;
  return {
    get url() {
      return endpoint.url ?? '';
    },
    readyMs: readyMs(endpoint),
    fetch: reached(() => endpoint.url ?? ''),
    async restart() {
      await serving.stop(options.endpoint);
      endpoint = await serving.serve(options);
      return { readyMs: readyMs(endpoint) };
    },
    stop: () => serving.stop(options.endpoint),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
