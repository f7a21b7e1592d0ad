/** `createTriggers`: the domain, put together. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { openBell } from '../common/bell.ts';
import type { Core } from '../common/core.ts';
import { leave, newOwner } from '../common/owner.ts';
import { createReceiver } from '../common/receiver/receiver.ts';
import type { Scalar } from '../contract/base.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Firing, NewTrigger, Trigger, TriggerDefinition } from '../contract/triggers.ts';
import { codeFiles, newRunId, type Pipelines } from '../pipelines/index.ts';
import type { SettingsStore } from '../system/index.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import { createAct } from './act.ts';
import { createBegin } from './begin.ts';
import { acceptCall } from './hooks/accept.ts';
import { recordOne } from './record.ts';
import type { StoredTrigger } from './rows.ts';
import { isTimed, openSchedule, ownTimezone } from './schedule/schedule.ts';
import type { SimulationDeps } from './simulate/simulations.ts';
import { createSources, type SourceDeps } from './sources/sources.ts';
import { createTriggerStore } from './store.ts';
import { createSubscriptions } from './subscriptions.ts';
import type { Triggers } from './triggers.ts';
import { triggerView } from './view.ts';
import { createWatch } from './watch.ts';

export interface TriggersDeps extends Omit<SourceDeps, 'files'> {
  pipelines: Pick<Pipelines, 'start' | 'cancel'> & SimulationDeps['pipelines'];
  workspaces: Pick<Workspaces, 'codeFolder'>;
  settings: Pick<SettingsStore, 'read' | 'save'>;
}

export function createTriggers(core: Core, deps: TriggersDeps): Triggers {
  const { storage, clock, changes } = core;
  const { workspaces, settings } = deps;
  const store = createTriggerStore(storage);
  const owner = newOwner();
  const sourceOf = createSources({ ...deps, files: { codeFolder: workspaces.codeFolder, codeFiles } });
  const begun = createBegin({ core, store, owner, act: createAct({ core, store, pipelines: deps.pipelines }) });
  const recording = { store, owner, newRunId };
  const isPaused = () => settings.read().triggersPaused;
  const bell = openBell(core.home);
  let watching = false;

  const hooks = createReceiver(storage, {
    prefix: 'hooks',
    maxBytes: 64 * 1024,
    mark: createHash('sha256').update(core.homeId).digest('hex').slice(0, 16),
    tokenOf: (name) => store.one(name)?.token ?? null,
    call: (name, call) => acceptCall({ core, recording, isPaused, begin: begun.begin }, name, call),
    failed: (error) => core.log.warn('webhooks not served', { error }),
  });
  const watch = createWatch({
    ...recording,
    core,
    sourceOf,
    isPaused,
    begin: (...about) => void begun.begin(...about),
    takeUp: begun.takeUp,
    looked,
  });
  const subscriptions = createSubscriptions({ core, bell, workspaces, look: (kinds) => watch.look(kinds), isWatching: () => watching });

  async function looked(active: readonly StoredTrigger[]): Promise<void> {
    subscriptions.follow(active);
    await hooks.keep(store.all().some(({ definition }) => definition.source.kind === 'webhook'));
  }
  function known(name: string): StoredTrigger {
    const found = store.one(name);
    if (!found) {
      const names = store.all().map((trigger) => trigger.name);
      throw new BancadaError('TRIGGER_NOT_FOUND', { name, known: names.join(', ') || '—' });
    }
    return found;
  }
  async function view(trigger: StoredTrigger): Promise<Trigger> {
    const { name, definition, cursor } = trigger;
    const source = await sourceOf(definition).catch(() => null);
    const nextAt = source?.next?.(cursor, clock.now()) ?? null;
    return triggerView(trigger, { nextAt, last: store.last(name), hooksAt: hooks.url(), problem: watch.problem(name) });
  }
  /** What is defined anew is looked at from then on; other cores hear of it. */
  async function changed(name?: string): Promise<void> {
    changes.publish({ topic: 'triggers', ...(name !== undefined && { id: name }) });
    if (watching) await watch.look('all');
    else bell.ring();
  }
  const tokenFor = ({ source }: TriggerDefinition) => (source.kind === 'webhook' ? randomBytes(24).toString('base64url') : null);

  /** Loaded when somebody asks for the days to come: the start of the lab does without. */
  async function simulations() {
    const { createSimulations } = await import('./simulate/simulations.ts');
    return createSimulations({ core, store, settings, pipelines: deps.pipelines, workspaces });
  }
  async function list() {
    return { paused: isPaused(), watching, triggers: await Promise.all(store.all().map(view)) };
  }
  async function add(given: NewTrigger): Promise<Trigger> {
    const now = clock.now();
    const { checked } = await import('./define.ts');
    const definition = await checked(given, { workspaces, monitoring: deps.monitoring, now });
    const source = await sourceOf(definition);
    await storage.write(() => {
      if (store.one(given.name)) throw new BancadaError('TRIGGER_EXISTS', { name: given.name });
      store.insert(given.name, definition, source.begin(now), tokenFor(definition), now);
    });
    await changed(given.name);
    return view(known(given.name));
  }
  async function update(given: NewTrigger): Promise<Trigger> {
    const before = known(given.name);
    const now = clock.now();
    const kept = before.definition.source;
    // An interval goes on from where it began, unless it is told otherwise.
    const asked = given.source.kind === 'interval' && kept.kind === 'interval' ? { anchor: kept.anchor, ...given.source } : given.source;
    const { checked } = await import('./define.ts');
    const definition = await checked({ ...given, source: asked }, { workspaces, monitoring: deps.monitoring, now });
    const source = await sourceOf(definition);
    await storage.write(() => {
      const isSame = JSON.stringify(definition.source) === JSON.stringify(kept);
      const cursor = isSame ? known(given.name).cursor : source.begin(now);
      store.update(before.id, definition, cursor, definition.source.kind === 'webhook' ? (before.token ?? tokenFor(definition)) : null);
    });
    await changed(given.name);
    return view(known(given.name));
  }
  async function setPaused(name: string | undefined, paused: boolean) {
    const triggers = name === undefined ? store.all() : [known(name)];
    const sources = new Map(
      await Promise.all(triggers.map(async ({ id, definition }) => [id, await sourceOf(definition).catch(() => null)] as const)),
    );
    if (name === undefined && paused) await settings.save({ triggersPaused: true });
    const now = clock.now();
    await storage.write(() => {
      for (const { id } of triggers) {
        if (name !== undefined) store.setPaused(id, paused);
        const source = sources.get(id);
        if (!paused && source) store.setCursor(id, source.begin(now)); // what passed meanwhile was not wanted
      }
    });
    if (name === undefined) {
      if (!paused) await settings.save({ triggersPaused: false });
      changes.publish({ topic: 'settings' });
    }
    await changed(name);
    return list();
  }
  async function fire(name: string, params: Record<string, Scalar>): Promise<Firing> {
    const trigger = known(name);
    const now = clock.now();
    const key = `manual:${randomUUID()}`;
    const occasion = { key, at: now, cause: { kind: 'manual' as const, subject: null, late: false }, params };
    const id = await storage.write(() => recordOne(recording, trigger, occasion, now));
    changes.publish({ topic: 'triggers', id: name });
    if (id !== null) await begun.begin(store.firing(id)!, trigger);
    return store.byKey(trigger.id, key)!.firing;
  }

  return {
    list,
    add,
    update,
    setPaused,
    fire,
    async remove(name) {
      const { id } = known(name);
      await storage.write(() => store.remove(id));
      await changed(name);
    },
    history: (about) => store.history(about),
    async renewToken(name) {
      const { id, definition, cursor } = known(name);
      await storage.write(() => store.update(id, definition, cursor, tokenFor(definition)));
      await changed(name);
      return view(known(name));
    },
    async preview(source, count) {
      const { settled } = await import('./define.ts');
      const asked = settled(source, clock.now());
      const timezone = asked.kind === 'cron' ? asked.timezone! : ownTimezone();
      if (!isTimed(asked)) return { next: [], timezone };
      const schedule = await openSchedule(asked);
      const next: number[] = [];
      for (let at = schedule.next(clock.now()); at !== null && next.length < count; at = schedule.next(at)) next.push(at);
      return { next, timezone };
    },
    async calendar(from, to) {
      const { createCalendar } = await import('./calendar.ts');
      return createCalendar({ store, sourceOf, clock, isPaused })(from, to);
    },
    simulate: async (days) => (await simulations()).simulate(days),
    async *watchSimulation(options, signal) {
      yield* (await simulations()).watchSimulation(options, signal);
    },
    async resume() {
      watching = true;
      subscriptions.open();
      await watch.look('all');
      await begun.settled();
    },
    async close() {
      watching = false;
      subscriptions.close();
      watch.close();
      await hooks.close();
      await begun.close();
      leave(owner);
    },
  };
}
