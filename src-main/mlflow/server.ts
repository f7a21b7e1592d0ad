/** `startMlflowServer`: the REST protocol of MLflow on a local port. */
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { createGuard, type Guard, sameToken } from '../common/guard.ts';
import type { Log } from '../common/log.ts';
import { BancadaError } from '../contract/index.ts';
import { giveBack } from '../storage/index.ts';
import { type Endpoint, JsonText } from './endpoint.ts';
import { asMlflowError, MlflowError } from './errors.ts';
import { hotServer } from './hot.ts';
import { bodyOf, parseInput } from './input.ts';
import { asksForPage, landing, lockedPage } from './landing.ts';
import type { Lens } from './lens.ts';
import { openApi } from './openapi.ts';

export interface MlflowServer {
  /** What `mlflow.set_tracking_uri` takes. */
  readonly url: string;
  readonly port: number;
  /** A request as if it came over the wire; without one's token or Host, for the lab's own hands. */
  inject(request: { method: 'GET' | 'POST' | 'PATCH' | 'DELETE'; url: string; body: string | null }): Promise<{ status: number; body: string }>;
  close(): Promise<void>;
}

export interface MlflowServerOptions {
  endpoints: readonly Endpoint[];
  /** Routes that carry bytes rather than JSON: the artifacts proxy. Each registers in a context of its own, where bodies arrive as streams. */
  rawRoutes: readonly ((app: FastifyInstance) => void)[];
  log: Log;
  host?: string;
  /** 0 takes a free one. */
  port?: number;
  /** Null admits everybody: Host and Origin alone are then checked. */
  token?: string | null | ((given: string) => boolean);
  /** Names by which others than this computer's own programs reach us, as `host.docker.internal:5000`. */
  otherHosts?: (port: number) => readonly string[];
  lens?: Lens | null;
  /** Where the lab's own pages are. */
  appOrigin?: () => string | null;
}

const prefixes = ['/api/2.0', '/ajax-api/2.0'];
/** The MLflow whose protocol this is. */
const spokenVersion = '3.6.0';
const maxJsonBytes = 20 << 20;
const safeHeaders = { 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cache-control': 'no-store' };

export async function startMlflowServer(options: MlflowServerOptions): Promise<MlflowServer> {
  const {
    endpoints,
    rawRoutes,
    log,
    host = '127.0.0.1',
    port = 0,
    token = null,
    otherHosts = () => [],
    lens = null,
    appOrigin = () => null,
  } = options;
  let guard: Guard;
  function refuse({ headers, url = '' }: { headers: IncomingHttpHeaders; url?: string | undefined }): MlflowError | null {
    const refused = guard.refuse({ headers, query: new URLSearchParams(url.split('?')[1] ?? '') });
    if (refused === null) return null;
    return refused === 401 ? new MlflowError('UNAUTHENTICATED', 'A token is needed: set MLFLOW_TRACKING_TOKEN.') : foreign();
  }
  function explainError(error: unknown, url: string): MlflowError {
    const known = asMlflowError(error);
    if (!known) log.error('mlflow request failed', { url, error });
    return known ?? new MlflowError('INTERNAL_ERROR', 'The lab failed; its log says why.');
  }
  // The lens looks at calls in fastify: where there is one, all of them go there.
  const hot = lens
    ? []
    : endpoints.filter(({ read }) => read).flatMap((one) => prefixes.map((prefix) => [`${one.method} ${prefix}${one.path}`, one] as const));
  const serverFactory = hotServer({ endpoints: new Map(hot), headers: safeHeaders, maxBytes: maxJsonBytes, refuse, explain: explainError });
  const app = fastify({ logger: false, bodyLimit: maxJsonBytes, routerOptions: { maxParamLength: 2000 }, serverFactory });

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(safeHeaders);
    const refused = refuse(request);
    if (refused) throw refused;
  });
  lens?.watch(app);
  app.setErrorHandler((error, request, reply) => {
    const answer = explainError(error, request.url);
    if (answer.status === 401 && asksForPage(request)) return lockedPage(request, reply);
    return reply.code(answer.status).send(answer.toJSON());
  });
  app.setNotFoundHandler(() => {
    throw new MlflowError('ENDPOINT_NOT_FOUND', 'There is no such endpoint.');
  });
  app.get('/health', async (_, reply) => reply.type('text/plain').send('OK'));
  app.get('/version', async (_, reply) => reply.type('text/plain').send(spokenVersion));
  app.get('/openapi.json', async () => openApi(endpoints, prefixes[0]!, spokenVersion));
  landing(app, appOrigin);
  await app.register(async (json) => {
    onlyJson(json);
    for (const one of endpoints) for (const prefix of prefixes) mount(json, prefix, one);
  });
  for (const routes of rawRoutes) {
    await app.register(async (raw) => {
      raw.removeAllContentTypeParsers();
      raw.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      routes(raw);
    });
  }

  try {
    await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new BancadaError('PORT_TAKEN', { port });
    throw error;
  }
  const bound = (app.server.address() as AddressInfo).port;
  const own = randomBytes(24).toString('base64url');
  guard = createGuard(
    bound,
    token === null ? null : (given) => given === own || (typeof token === 'string' ? sameToken(given, token) : token(given)),
    otherHosts(bound),
  );
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    async inject({ method, url, body }) {
      const headers = {
        host: `127.0.0.1:${bound}`,
        authorization: `Bearer ${own}`,
        'user-agent': 'bancada',
        ...(body !== null && { 'content-type': 'application/json' }),
      };
      const { statusCode, payload } = await app.inject({ method, url, headers, ...(body !== null && { payload: body }) });
      return { status: statusCode, body: payload };
    },
    close: () => close(app),
  };
}

/** What is under way ends; a connection that falls idle only after the server stopped listening would otherwise be kept until it times out. */
async function close(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
  await app.close().finally(() => clearInterval(sweep));
}

function foreign(): MlflowError {
  return new MlflowError('PERMISSION_DENIED', 'Requests come from this computer, by its own name, and not from a page of another site.');
}

/** A form or text/plain body is what a foreign page can send without asking; only JSON is read. */
function onlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
  app.addContentTypeParser('*', (_request, _payload, done) => {
    done(new MlflowError('BAD_REQUEST', "Bad Request. Content-Type must be one of ['application/json']."));
  });
}

function mount(app: FastifyInstance, prefix: string, { method, path, input, read, handle }: Endpoint): void {
  app.route({
    method,
    url: prefix + path,
    handler: async (request, reply) => {
      const given = method === 'GET' ? request.query : request.body;
      return answer(reply, await handle(read ? read(bodyOf(given)) : parseInput(input, given, request.params as object)));
    },
  });
}

function answer(reply: FastifyReply, value: object | undefined): FastifyReply {
  reply.header('content-type', 'application/json');
  if (value instanceof JsonText) {
    const { text } = value;
    if (typeof text !== 'string') reply.raw.once('finish', () => giveBack(text));
    return reply.send(text);
  }
  return reply.send(JSON.stringify(value ?? {}));
}
