/** `createChecks`: sessions that run a challenge's checks in order, tell of each as it ends, and survive a restart. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Core } from '../../common/core.ts';
import type { EngineKind, Language } from '../../contract/base.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { CheckSession, Solution } from '../../contract/workspaces.ts';
import type { Engines } from '../../engines/engines.ts';
import { codeDigest, isAlive, leave, newOwner } from '../../pipelines/index.ts';
import type { CheckFunction } from './define.ts';
import { type CheckLabDeps, createCheckLab } from './lab.ts';
import { runCheck } from './run-check.ts';
import { type CheckOutcome, createSessionStore, type SessionRecord } from './store.ts';
import { sessionView } from './view.ts';

export interface CheckOptions {
  challengeId: string;
  solution: Solution;
  engine?: EngineKind;
  language: Language;
  seed: number;
  only?: readonly string[];
}

export interface Checks {
  /** Records the session and answers at once. A session of the same challenge that still runs is cancelled. */
  start(options: CheckOptions): Promise<{ sessionId: string }>;
  cancel(sessionId: string): Promise<void>;
  session(sessionId: string): CheckSession;
  last(challengeId: string, language: Language): CheckSession | null;
  /** Resolves with the session once it has ended. */
  finished(sessionId: string): Promise<CheckSession>;
  close(): Promise<void>;
}

export interface ChecksDeps extends Omit<CheckLabDeps, 'core' | 'catalog'> {
  catalog: Pick<Catalog, 'challengeFolder' | 'challengeIds' | 'checks'>;
  engines: Pick<Engines, 'pick'>;
  /** Called with the checks that the learner's own code passed. */
  onPassed: (challengeId: string, checkIds: readonly string[]) => Promise<void>;
  /** Called when the learner's own code passed every check of its challenge. */
  onWhole?: (challengeId: string, checks: number) => Promise<void>;
}

export function createChecks(core: Core, deps: ChecksDeps): Checks {
  const store = createSessionStore(core.storage);
  const owner = newOwner();
  const active = new Map<string, { challengeId: string; abort: AbortController; done: Promise<void> }>();

  function known(sessionId: string): SessionRecord {
    const session = store.session(sessionId);
    if (!session) throw new BancadaError('BAD_REQUEST', { detail: `sessionId ${sessionId}` });
    // A session whose core died will never end by itself.
    return session.status === 'running' && !isAlive(session.owner) ? { ...session, status: 'cancelled' } : session;
  }
  const view = (session: SessionRecord, language: Language) => {
    const { challengeId, solution } = session;
    return sessionView(session, codeNow(challengeId, solution), deps.catalog.checks(challengeId, language), language);
  };
  const codeNow = (challengeId: string, solution: Solution): string | null => {
    try {
      return codeDigest(deps.workspaces.codeFolder(challengeId, solution));
    } catch {
      return null; // too large, or not to be read: then it is not what was checked
    }
  };
  const save = async (session: SessionRecord) => {
    await store.save(session);
    core.changes.publish({ topic: 'workspace', id: session.challengeId });
  };

  async function work(session: SessionRecord, seed: number, chosen: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    const { challengeId, solution, engine, outcomes } = session;
    const functions = await loadChecks(deps.catalog.challengeFolder(challengeId));
    const lab = createCheckLab({ core, ...deps }, { challengeId, solution, engine, seed });
    const replace = (index: number, change: Partial<CheckOutcome>) => {
      outcomes[index] = { ...outcomes[index]!, ...change };
      return save(session);
    };
    for (const [index, { id }] of outcomes.entries()) {
      const isWanted = chosen.size === 0 || chosen.has(id);
      if (signal.aborted || !isWanted) {
        await replace(index, { status: 'skipped' });
        continue;
      }
      await replace(index, { status: 'running' });
      await replace(index, await runCheck({ id, check: functions[id], lab, signal, log: core.log }));
    }
    await lab.close();
    const ran = outcomes.filter(({ status }) => status !== 'skipped');
    session.status = signal.aborted ? 'cancelled' : ran.every(({ status }) => status === 'passed') ? 'passed' : 'failed';
    session.endedAt = core.clock.now();
    if (solution === 'workspace')
      await deps.onPassed(
        challengeId,
        ran.filter(({ status }) => status === 'passed').map(({ id }) => id),
      );
    if (solution === 'workspace' && session.status === 'passed' && ran.length === outcomes.length) await deps.onWhole?.(challengeId, ran.length);
    await save(session);
  }

  return {
    async start({ challengeId, solution, engine, language, seed, only = [] }) {
      const texts = deps.catalog.checks(challengeId, language);
      const { kind } = await deps.engines.pick(engine);
      for (const other of [...active.values()].filter((each) => each.challengeId === challengeId)) {
        other.abort.abort();
        await other.done;
      }
      const waiting = { status: 'waiting', seen: null, expected: null, where: null, durationMs: 0, error: null } as const;
      const session: SessionRecord = {
        ...{ sessionId: randomUUID(), challengeId, solution, engine: kind, language, status: 'running', owner, endedAt: null },
        startedAt: core.clock.now(),
        code: codeNow(challengeId, solution),
        outcomes: texts.map(({ id }) => ({ id, ...waiting })),
      };
      await save(session);
      const abort = new AbortController();
      const { sessionId } = session;
      const done = work(session, seed, new Set(only), abort.signal)
        .catch(async (error) => {
          core.log.error('checks ended unexpectedly', { challengeId, error });
          await save({ ...session, status: 'failed', endedAt: core.clock.now() });
        })
        .finally(() => active.delete(sessionId));
      active.set(sessionId, { challengeId, abort, done });
      return { sessionId };
    },
    async cancel(sessionId) {
      const session = active.get(sessionId);
      session?.abort.abort();
      await session?.done;
    },
    session(sessionId) {
      const session = known(sessionId);
      return view(session, session.language);
    },
    last(challengeId, language) {
      deps.catalog.challengeFolder(challengeId);
      const session = store.last(challengeId);
      return session && view(known(session.sessionId), language);
    },
    async finished(sessionId) {
      await active.get(sessionId)?.done;
      return this.session(sessionId);
    },
    async close() {
      for (const { abort } of active.values()) abort.abort();
      await Promise.all([...active.values()].map(({ done }) => done));
      leave(owner);
    },
  };
}

async function loadChecks(challengeFolder: string): Promise<Record<string, CheckFunction>> {
  const loaded = (await import(pathToFileURL(join(challengeFolder, 'checks.ts')).href)) as { default: Record<string, CheckFunction> };
  return loaded.default;
}
