/** `createEmulation`: one call after another, each logged with who made it and whether it was allowed; what there is; what is asleep. */
import type { Core } from '../../common/core.ts';
import type { CloudResource } from '../../contract/cloud.ts';
import type { PriceTable } from '../../contract/cloud-cost.ts';
import type { CloudProvider } from '../../contract/cloud-plan.ts';
import { BancadaError } from '../../contract/errors.ts';
import { explain } from '../../contract/messages/index.ts';
import type { Need } from '../plan/need.ts';
import { type BehindParts, createBehind } from './behind.ts';
import type { Around } from './operation.ts';
import { operations } from './operations.ts';
import { quotaOf } from './quota.ts';
import { denied, Refusal } from './refusal.ts';
import { resourceView } from './resource-view.ts';
import { createCloudStore } from './store.ts';

/** As whom, where and under which limits a call is made. */
export interface Caller {
  principal: string;
  region: string;
  project: string;
  table: Pick<PriceTable, 'machines'>;
  quotas?: Readonly<Record<string, number>>;
  /** Without it everything is allowed. */
  decide?(need: Pick<Need, 'action' | 'resource'>): { allowed: boolean; reason: string };
  startRun?: Around['startRun'];
  labName?(name: string): string;
}

export type Answer = { status: number; body: unknown };
export type Emulation = ReturnType<typeof createEmulation>;

export function createEmulation(core: Core, parts: BehindParts) {
  const store = createCloudStore(core.storage);
  const behind = createBehind(core, parts);
  const timers = new Map<string, NodeJS.Timeout>();
  const changed = () => core.changes.publish({ topic: 'cloud' });
  const sleepers: Around['sleepers'] = {
    touch(name, idleSeconds) {
      clearTimeout(timers.get(name));
      const timer = setTimeout(
        () => void behind.stopEndpoint(name).catch((error: unknown) => core.log.warn('not put to sleep', { name, error })),
        idleSeconds * 1000,
      );
      timers.set(name, timer.unref());
    },
    forget(name) {
      clearTimeout(timers.get(name));
      timers.delete(name);
    },
  };
  const aroundOf = (provider: CloudProvider, { region, project, table, quotas = {}, startRun, labName = (name) => name }: Caller): Around => ({
    ...{ behind, store, region, project, startRun, labName, changed, sleepers },
    now: () => core.clock.now(),
    quota: quotaOf(provider, table, quotas, { store, behind }),
  });
  const log = (provider: CloudProvider, principal: string, about: { action: string; resource: string }, refusal: Refusal | null) =>
    store.log([
      {
        at: core.clock.now(),
        provider,
        principal,
        ...about,
        status: refusal?.status ?? 200,
        error: refusal && `${refusal.code}: ${refusal.message}`,
      },
    ]);

  return {
    store,
    behind,
    sleepers,
    /** One question to a caller's policies, kept; a refusal is thrown. */
    async ask(
      provider: CloudProvider,
      { principal, decide }: Pick<Caller, 'principal' | 'decide'>,
      need: Pick<Need, 'action' | 'resource'>,
    ): Promise<void> {
      const decision = decide?.(need);
      const { action, resource } = need;
      const refusal = decision && !decision.allowed ? denied(provider, { principal, action, resource, explicit: decision.reason === 'deny' }) : null;
      await log(provider, principal, { action, resource }, refusal);
      if (refusal) throw refusal;
    },
    async call(provider: CloudProvider, name: string, body: Record<string, unknown>, caller: Caller): Promise<Answer> {
      const found = operations[provider][name];
      let about = { action: `${provider}:${name}`, resource: '*' };
      try {
        if (!found) throw new Refusal('UnknownOperationException', `${name}: expected one of ${Object.keys(operations[provider]).join(', ')}.`, 404);
        const around = aroundOf(provider, caller);
        about = { action: found.action, resource: found.resource(body, around) };
        const decision = caller.decide?.(about);
        if (decision && !decision.allowed) throw denied(provider, { principal: caller.principal, ...about, explicit: decision.reason === 'deny' });
        const answer = await found.run(body, around);
        await log(provider, caller.principal, about, null);
        return { status: 200, body: answer };
      } catch (error) {
        const refusal = refusalOf(error);
        await log(provider, caller.principal, about, refusal);
        return { status: refusal.status, body: refusal.body(provider) };
      }
    },
    resources(): CloudResource[] {
      const callers = { sagemaker: 'us-east-1', vertex: 'us-central1' } as const;
      return store.all().map((row) => {
        const caller = {
          principal: '',
          region: callers[row.provider],
          project: 'bancada',
          table: { machines: {} },
          labName: () => (row.link.kind === 'endpoint' ? row.link.name : row.name),
        };
        return resourceView(row, aroundOf(row.provider, caller));
      });
    },
    operations: () =>
      (['sagemaker', 'vertex'] as const).flatMap((provider) =>
        Object.entries(operations[provider]).map(([operation, { action }]) => ({ provider, operation, action })),
      ),
    /** Ends and forgets what has such a name. */
    async remove(isMeant: (name: string) => boolean): Promise<number> {
      const rows = store.all().filter(({ name }) => isMeant(name));
      for (const { provider, kind, name, link } of rows) {
        if (kind === 'endpoint' && link.kind === 'endpoint') {
          sleepers.forget(link.name);
          await behind.stopEndpoint(link.name);
        }
        await store.drop(provider, kind, name);
      }
      changed();
      return rows.length;
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** What the lab refuses is told as the provider would tell a request that cannot be met. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof BancadaError) || error.status >= 500) throw error;
  return new Refusal('ValidationException', explain(error.code, error.data, 'en').what, 400);
}
