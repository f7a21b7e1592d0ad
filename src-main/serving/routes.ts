/** `routesOf`: what the gateway is told: for every endpoint that is up its address, its revisions with their shares, and their replicas. */
import type { Language } from '../contract/base.ts';
import { type GatewayRoute, whole } from '../gateway/index.ts';
import type { FleetStore } from './fleet-store.ts';
import { type EndpointRow, isUp, type ServingStore } from './store.ts';
import { isAlone } from './temporary.ts';

/** Unless the model says otherwise. A model server computes on one thread: more at once only wait inside of it, where nobody sees them. */
const limits: GatewayRoute['limits'] = { perReplica: 32, queue: 512, queueMs: 3000, away: { queue: 4096, queueMs: 10_000 }, timeoutMs: 60_000 };

/** Whether the gateway holds its address. One that a check starts for itself holds its own. */
export function isFronted({ name, port, launch }: EndpointRow): boolean {
  return !isAlone(name) && port !== launch.port;
}

export function routesOf(store: ServingStore, fleets: FleetStore, language: Language): GatewayRoute[] {
  return store
    .rows()
    .flatMap((row) =>
      isUp(row.status) && row.port !== null && row.reference !== null && isFronted(row) ? [{ ...routeOf(row, fleets), language }] : [],
    );
}

function routeOf(row: EndpointRow, fleets: FleetStore): Omit<GatewayRoute, 'language'> {
  const { weights, sticky, shadow } = fleets.fleet(row.name);
  const ready = fleets.replicas(row.name).filter(({ state }) => state === 'ready');
  const replicasOf = (revision: number) => ready.filter((one) => one.revision === revision).map(({ id, launch }) => ({ id, port: launch.port }));
  const others = fleets
    .revisions(row.name)
    .map(({ revision }) => ({ revision, weight: weights[revision] ?? 0, replicas: replicasOf(revision) }))
    .filter(({ replicas }) => replicas.length > 0);
  const rest = Math.max(0, whole - others.reduce((sum, { weight }) => sum + weight, 0));
  const own = { revision: row.revision, weight: rest, replicas: [{ id: row.launch.id, port: row.launch.port }, ...replicasOf(row.revision)] };
  return {
    endpoint: row.name,
    port: row.port!,
    stable: row.revision,
    revisions: [...others, own],
    sticky,
    shadow,
    limits: { ...limits, ...patience(row) },
  };
}

/** What the model of the endpoint's own revision asks for. */
function patience({ launch }: EndpointRow): { timeoutMs?: number } {
  const { timeoutMs } = launch.service;
  return timeoutMs === undefined ? {} : { timeoutMs };
}
