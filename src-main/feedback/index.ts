/** Feedback loops: what production tells comes back as training, under guards, and goes out again through comparison, gate and canary. */
import { randomUUID } from 'node:crypto';
import { setAlarm } from '../common/clock.ts';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { FeedbackLoop, FeedbackPolicy, FeedbackState, LoopCause } from '../contract/feedback.ts';
import type { Solution } from '../contract/workspaces.ts';
import type { Monitoring } from '../monitoring/index.ts';
import { newRunId } from '../pipelines/index.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import { createDriver } from './driver.ts';
import type { PhaseParts } from './phases.ts';
import { causeOf, type Facts, holdOf } from './policy.ts';
import { createFeedbackStore, type LoopRow, type PolicyRow } from './store.ts';

export interface Feedback {
  list(): FeedbackState[];
  get(name: string): FeedbackState;
  save(policy: FeedbackPolicy): Promise<FeedbackState>;
  /** The `politica.yaml` of a challenge's solution. */
  load(challenge: string, solution: Solution): Promise<FeedbackState>;
  remove(name: string): Promise<void>;
  pause(name: string, paused: boolean): Promise<FeedbackState>;
  start(name: string): Promise<FeedbackLoop>;
  /** From now on this core begins loops when there is a reason, and drives those that a core which died has left. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

export interface FeedbackParts extends Omit<PhaseParts, 'monitoring'> {
  monitoring: Pick<Monitoring, 'alerting' | 'truths' | 'firingNow' | 'look'>;
  workspaces: Pick<Workspaces, 'codeFolder'>;
}

const shownLoops = 20;
const dayMs = 86_400_000;

export function createFeedback(core: Core, parts: FeedbackParts): Feedback {
  const { monitoring, serving } = parts;
  const { clock, changes, log } = core;
  const store = createFeedbackStore(core.storage);
  const driver = createDriver(core, store, parts);
  let watching = false;
  let stopAlarm = () => {};
  let turn: Promise<void> | null = null;
  let again = false;

  function known(name: string): PolicyRow {
    const found = store.policy(name);
    if (found) return found;
    throw new BancadaError('POLICY_NOT_FOUND', {
      name,
      known:
        store
          .policies()
          .map((row) => row.policy.name)
          .join(', ') || '—',
    });
  }

  function endpointOf(name: string) {
    try {
      return serving.get(name);
    } catch {
      return null;
    }
  }

  function factsOf({ policy, paused, createdAt }: PolicyRow): Facts {
    const { endpoint, data, when } = policy;
    const firing = monitoring.firingNow(endpoint);
    const idOf = (rules: readonly string[]) => firing.find(({ rule }) => rules.includes(rule))?.id ?? null;
    const loops = store.loops(policy.name, 1000);
    const last = loops[0];
    const now = clock.now();
    const labelled = monitoring.truths.labelled(endpoint, now, Math.max(data.rows, data.atLeast));
    return {
      ...{ now, paused, createdAt, drift: idOf(['drift']), alert: idOf(when.alerts ?? []) },
      ready: endpointOf(endpoint)?.url != null,
      accuracy: monitoring.truths.accuracy(endpoint, last?.state.switchedAt ?? 0, when.performance?.labels ?? 100),
      labels: labelled.length,
      newLabels: monitoring.truths.arrivedSince(endpoint, last?.state.labelsBy ?? 0),
      newestAt: labelled.at(-1)?.at ?? null,
      begun: loops.filter(({ startedAt }) => now - startedAt < dayMs || startedAt === last?.startedAt).map(({ startedAt }) => startedAt),
      lastEnd: last?.endedAt ?? null,
      running: store.running().some((row) => row.endpoint === endpoint),
    };
  }

  /** The alert that a loop answers to; one that a person starts, to any that fires. */
  const alertFor = (cause: LoopCause | null, { drift, alert }: Facts) => (cause === 'drift' ? drift : cause === 'alert' ? alert : (drift ?? alert));

  function view(row: LoopRow): FeedbackLoop {
    const { id, policy, endpoint, status, startedAt, endedAt, state } = row;
    const { phase, cause, alert, train, holdout, runId, champion, challenger, rollout, comparison, before, after, error } = state;
    const events = store.events(id);
    const run = events.some(({ kind }) => kind === 'trained') || phase === 'training' ? runId : null;
    const lineage = { alert, train, holdout, run, champion, challenger, rollout };
    return { id, policy, endpoint, status, phase, cause, startedAt, endedAt, lineage, comparison, before, after, error, events };
  }

  function stateOf(row: PolicyRow): FeedbackState {
    const { policy, paused } = row;
    const facts = factsOf(row);
    const loops = store.loops(policy.name, shownLoops).map(view);
    const { labels, newLabels } = facts;
    return { policy, paused, cause: causeOf(policy, facts), hold: holdOf(policy, facts), labels, newLabels, loops };
  }

  async function begin(row: PolicyRow, cause: LoopCause, alert: string | null): Promise<string | null> {
    const { policy } = row;
    const now = clock.now();
    const { share } = monitoring.truths.accuracy(policy.endpoint, 0, policy.confirm);
    const loop: LoopRow = {
      ...{ id: randomUUID(), policy: policy.name, endpoint: policy.endpoint, status: 'running', startedAt: now, endedAt: null, owner: null },
      state: {
        ...{ phase: 'data', cause, alert, labelsBy: now, before: share, after: null, champion: null, challenger: null, train: null, holdout: null },
        ...{ runId: newRunId(now), comparison: null, rollout: null, switchedAt: null, error: null },
      },
    };
    const may = () => holdOf(policy, factsOf(row)) === null;
    const begun = await store.begin(loop, { kind: 'opened', data: { cause, alert, before: share } }, may);
    if (!begun) return null;
    changes.publish({ topic: 'feedback', id: policy.name });
    return loop.id;
  }

  async function lookOnce(): Promise<void> {
    for (const row of store.policies()) {
      const { policy } = row;
      if (!endpointOf(policy.endpoint)) continue;
      await monitoring.look(policy.endpoint);
      const facts = factsOf(row);
      const cause = causeOf(policy, facts);
      if (cause !== null && holdOf(policy, facts) === null) await begin(row, cause, alertFor(cause, facts));
    }
    for (const { id } of store.running()) void driver.drive(id).then(() => changes.publish({ topic: 'feedback' }));
    arm();
  }

  /** One look at a time; what is asked for meanwhile is one more. */
  function look(): Promise<void> {
    again = true;
    turn ??= (async () => {
      try {
        while (again && watching) {
          again = false;
          await lookOnce();
        }
      } finally {
        turn = null;
      }
    })();
    return turn;
  }
  const soon = () => void look().catch((error) => log.warn('feedback policies not looked at', { error }));

  /** Time alone is a reason for what goes by a schedule, and takes away the hold of a pause between loops. */
  function arm(): void {
    stopAlarm();
    if (!watching || store.policies().length === 0) return;
    stopAlarm = setAlarm(clock, clock.now() + lookEveryMs * (clock.speed ?? 1), soon);
  }

  const stopListening = changes.listen(({ topic }) => {
    if (watching && (topic === 'monitoring' || topic === 'endpoints')) soon();
  });

  async function save(policy: FeedbackPolicy): Promise<FeedbackState> {
    const rules = monitoring.alerting.rules().map(({ id }) => id);
    const unknown = policy.when.alerts?.find((id) => !rules.includes(id));
    if (unknown !== undefined) throw new BancadaError('ALERT_RULE_NOT_FOUND', { id: unknown, known: rules.join(', ') });
    await monitoring.truths.follow(policy.endpoint);
    parts.workspaces.codeFolder(policy.train.pipeline, policy.train.solution);
    await store.savePolicy(policy, clock.now());
    changes.publish({ topic: 'feedback', id: policy.name });
    if (watching) soon();
    return stateOf(known(policy.name));
  }

  return {
    list: () => store.policies().map(stateOf),
    get: (name) => stateOf(known(name)),
    save,
    async load(challenge, solution) {
      const { readPolicy } = await import('./file.ts');
      return save(readPolicy(parts.workspaces.codeFolder(challenge, solution), solution));
    },
    async remove(name) {
      known(name);
      await store.removePolicy(name);
      changes.publish({ topic: 'feedback', id: name });
    },
    async pause(name, paused) {
      known(name);
      await store.pause(name, paused);
      changes.publish({ topic: 'feedback', id: name });
      if (watching) soon();
      return stateOf(known(name));
    },
    async start(name) {
      const row = known(name);
      const facts = factsOf(row);
      const hold = holdOf(row.policy, facts);
      const id = hold === null ? await begin(row, 'person', alertFor(null, facts)) : null;
      if (id === null) throw new BancadaError('LOOP_HELD', { name, hold: `@hold-${hold ?? 'running'}` });
      void driver.drive(id);
      return view(store.loop(id));
    },
    async resume() {
      watching = true;
      await look();
    },
    async close() {
      watching = false;
      stopListening();
      stopAlarm();
      await driver.close();
      await turn?.catch(() => {});
    },
  };
}

const lookEveryMs = 15_000;
