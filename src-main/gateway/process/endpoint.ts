/**
 * `createEndpoint`: one stable address: every request is read whole, sent to a replica of the revision that its share, key or header chooses, and asked again
 * elsewhere only where that is safe. Changing the routes touches no request under way.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayRevision, GatewayRoute, GatewayWindow } from '../protocol.ts';
import type { Answer } from './answer.ts';
import { bucketOfKey, byShare, chooseRevision, keyOf } from './choose.ts';
import { giveAnswer, giveProblem, outgoing } from './forward.ts';
import { createLine } from './line.ts';
import { createMeasures } from './measures.ts';
import { readBody } from './read-body.ts';
import { createReplica, type Replica } from './replica.ts';
import { isSafeAgain } from './safe.ts';
import { createShadow } from './shadow.ts';
import { type Outgoing, UpstreamError } from './upstream.ts';
import type { GatewayProblem } from './words.ts';

export interface Endpoint {
  handle(request: IncomingMessage, response: ServerResponse): void;
  route(route: GatewayRoute): void;
  window(): GatewayWindow;
  /** Once nothing is under way at these replicas, wherever they stand in the routes. */
  drained(ids: readonly string[]): Promise<void>;
  /** Nobody waits for a replica any more: there will be none. */
  leave(): void;
  close(): void;
}

const attempts = 5;
const none: ReadonlySet<string> = new Set();

export function createEndpoint(first: GatewayRoute): Endpoint {
  let route = first;
  let replicas = new Map<string, Replica>();
  const old = new Map<string, Replica>();
  const line = createLine();
  let leaving = false;
  let awayUntil = 0;
  const measures = createMeasures();
  const shadow = createShadow(measures);

  function connect(): void {
    const next = new Map<string, Replica>();
    for (const { replicas: wanted } of route.revisions) {
      for (const one of wanted) {
        const known = replicas.get(one.id);
        next.set(one.id, known && known.port === one.port ? known : createReplica(one, () => line.all()));
      }
    }
    for (const [id, replica] of replicas) if (next.get(id) !== replica) partWith(replica);
    replicas = next;
    line.all();
  }

  function partWith(replica: Replica): void {
    old.set(replica.id, replica);
    void replica.idle().then(() => {
      replica.close();
      if (old.get(replica.id) === replica) old.delete(replica.id);
    });
  }

  /** The replica with the fewest requests that takes one more. */
  function free({ replicas: ids }: GatewayRevision, tried: ReadonlySet<string>): Replica | null {
    const found = ids.flatMap(({ id }) => replicas.get(id) ?? []);
    if (found.length > 1) found.sort((a, b) => a.underWay - b.underWay);
    return found.find((replica) => !tried.has(replica.id) && replica.admits(route.limits.perReplica)) ?? null;
  }

  const isReachable = ({ replicas: ids }: GatewayRevision) => ids.some(({ id }) => replicas.get(id)?.open === false);

  /** Those who came while nobody answered are served before it counts as overload that they are many. */
  function patience(chosen: GatewayRevision): { queue: number; queueMs: number } {
    const { away } = route.limits;
    const now = performance.now();
    if (!isReachable(chosen)) awayUntil = now + away.queueMs;
    return now < awayUntil ? away : route.limits;
  }

  /** The revision chosen, or the stable one while no replica of the chosen one answers. */
  function reachable(chosen: GatewayRevision): GatewayRevision {
    if (isReachable(chosen)) return chosen;
    return route.revisions.find((one) => one.revision === route.stable && isReachable(one)) ?? chosen;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const begun = performance.now();
    const read = readBody(request);
    const body = read instanceof Promise ? await read : read;
    if (body === 'too large') return giveProblem(response, 'BODY_LARGE', route.language);
    if (body === 'broken') return;
    if (request.method === 'POST' && request.url === '/_outcome') return outcome(response, body);
    const { key, cookie } = identify(request);
    const chosen = chooseRevision(route, request, key);
    if (!chosen) return giveProblem(response, 'NO_REVISION', route.language);
    await answer(request, response, outgoing(request, body), { begun, chosen, cookie });
  }

  function identify(request: IncomingMessage): { key: string | null; cookie: string | null } {
    const { sticky } = route;
    if (!sticky) return { key: null, cookie: null };
    const key = keyOf(request, sticky);
    if (key !== null || sticky.by === 'header') return { key, cookie: null };
    const made = randomUUID();
    return { key: made, cookie: `${sticky.name}=${made}; Path=/; HttpOnly; SameSite=Lax` };
  }

  /** A client tells how it went for the person behind a key: that person's revision is known by the same hash. */
  function outcome(response: ServerResponse, body: Buffer | null): void {
    const { key, value } = parseOutcome(body);
    const revision = key === null ? undefined : byShare(route.revisions, bucketOfKey(route.endpoint, key));
    if (!revision || value === null) {
      giveProblem(response, 'OUTCOME_SHAPE', route.language);
      return;
    }
    measures.outcome(revision.revision, value);
    response.writeHead(202, { 'content-length': 0 });
    response.end();
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    message: Outgoing,
    { begun, chosen, cookie }: { begun: number; chosen: GatewayRevision; cookie: string | null },
  ): Promise<void> {
    const { revision } = chosen;
    measures.load(revision, 1);
    try {
      const { answer: found, by } = await ask(request, message, revision);
      measures.answered(revision, performance.now() - begun, found.status >= 500);
      giveAnswer(response, found, by, cookie);
      if (route.shadow && by !== route.shadow.revision) setImmediate(mirror, request, message, found);
    } catch (error) {
      if (error instanceof Overloaded) {
        measures.shed();
        giveProblem(response, 'OVERLOADED', route.language);
      } else {
        measures.answered(revision, performance.now() - begun, true);
        giveProblem(response, problemOf(error), route.language);
      }
    } finally {
      measures.load(revision, -1);
    }
  }

  /** From the revision as the routes have it when there is room; again, from another replica where there is one, where that is safe. */
  async function ask(request: IncomingMessage, message: Outgoing, wanted: number): Promise<{ answer: Answer; by: number }> {
    const tried = new Set<string>();
    const begun = performance.now();
    for (let attempt = 1; ; ) {
      const chosen = reachable(route.revisions.find(({ revision }) => revision === wanted) ?? stable());
      const replica = free(chosen, tried) ?? free(chosen, none);
      if (!replica) {
        if (leaving) throw new Overloaded();
        const { queue, queueMs } = patience(chosen);
        if (!(await line.wait(chosen.revision, { queue, queueMs: begun + queueMs - performance.now() }))) throw new Overloaded();
        continue;
      }
      try {
        return { answer: await replica.ask(message, route.limits.timeoutMs), by: chosen.revision };
      } catch (error) {
        tried.add(replica.id);
        if (!(error instanceof UpstreamError) || !isSafeAgain(request, error.kind) || attempt++ >= attempts) throw error;
      } finally {
        line.next(chosen.revision);
      }
    }
  }

  function stable(): GatewayRevision {
    return route.revisions.find(({ revision }) => revision === route.stable) ?? { revision: route.stable, weight: 0, replicas: [] };
  }

  function mirror(request: IncomingMessage, message: Outgoing, primary: Answer): void {
    const target = route.shadow && route.revisions.find(({ revision }) => revision === route.shadow!.revision);
    if (!target) return;
    shadow.send({ request, message, primary, share: route.shadow!.share, timeoutMs: route.limits.timeoutMs }, target.revision, () =>
      free(target, new Set()),
    );
  }

  connect();
  return {
    handle(request, response) {
      handle(request, response).catch((error: unknown) => giveProblem(response, problemOf(error), route.language));
    },
    route(next) {
      route = next;
      connect();
    },
    window() {
      const taken = measures.take();
      for (const one of route.revisions) {
        const states = one.replicas.map(({ id }) => ({ id, open: replicas.get(id)?.open ?? false }));
        const counted = taken.revisions.find(({ revision }) => revision === one.revision);
        if (counted) counted.replicas = states;
      }
      return { endpoint: route.endpoint, waiting: line.length, ...taken };
    },
    async drained(ids) {
      await Promise.all(ids.map((id) => (old.get(id) ?? replicas.get(id))?.idle()));
    },
    leave() {
      leaving = true;
      line.all();
    },
    close() {
      for (const replica of replicas.values()) partWith(replica);
      replicas = new Map();
    },
  };
}

class Overloaded extends Error {}

function problemOf(error: unknown): GatewayProblem {
  if (!(error instanceof UpstreamError) || error.kind === 'broken') return 'REPLICA_BROKEN';
  return error.kind === 'timeout' ? 'REPLICA_TIMEOUT' : 'REPLICA_UNREACHABLE';
}

function parseOutcome(body: Buffer | null): { key: string | null; value: number | null } {
  try {
    const { key, value } = JSON.parse((body ?? '').toString()) as { key?: unknown; value?: unknown };
    return { key: typeof key === 'string' ? key : null, value: typeof value === 'number' && Number.isFinite(value) ? value : null };
  } catch {
    return { key: null, value: null };
  }
}
