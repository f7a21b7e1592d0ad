/**
 * `createAlerting`: rules are judged, alerts fire and end, and who is to be told of it is written down in the same moment as the alert itself.
 * Acknowledging and silencing change who hears of an alert, never whether it is there.
 */

import { setAlarm } from '../../common/clock.ts';
import type { Core } from '../../common/core.ts';
import type { Alert, AlertEvent, AlertRule, RuleState, Silence } from '../../contract/alerts.ts';
import { BancadaError } from '../../contract/errors.ts';
import { neededMs, step } from './machine.ts';
import { type Measured, read } from './reading.ts';
import { createRuleStore } from './rule-store.ts';
import { createSilences } from './silences.ts';
import { type AlertStore, createAlertStore, type Found } from './store.ts';

/** Who tells people of an alert. `tell` is called inside the write that records it; `wake` when that write is done. */
export interface Messengers {
  tell(alert: Alert, event: 'fired' | 'worsened' | 'resolved', only: readonly string[] | null, at: number): void;
  wake(): void;
}

export type NewSilence = Pick<Silence, 'rule' | 'endpoint' | 'reason'> & { startsAt?: number | undefined; minutes: number };

export interface Alerting {
  readonly store: AlertStore;
  rules(): AlertRule[];
  saveRules(rules: readonly AlertRule[], replace?: boolean): Promise<AlertRule[]>;
  removeRule(id: string): Promise<AlertRule[]>;
  /** Judges the rules of an endpoint; of what a rule would hold of a revision that is gone, nothing is left. Says whether an alert changed. */
  judge(endpoint: string, measured: Measured, replaced: boolean): Promise<boolean>;
  /** After how many milliseconds it is to be judged again though nothing comes; null: not before. */
  againMs(endpoint: string): number | null;
  /** Endpoints whose rules hold by time alone; null in it: all. */
  restless(): boolean;
  states(endpoint?: string): RuleState[];
  history(id: string): AlertEvent[];
  acknowledge(id: string, note: string | null): Promise<Alert>;
  silences(past: boolean): Silence[];
  silence(given: NewSilence): Promise<Silence>;
  endSilence(id: string): Promise<Silence[]>;
  close(): void;
}

const calmDownMs = 61_000;

export function createAlerting(
  { storage, clock, changes, log }: Pick<Core, 'storage' | 'clock' | 'changes' | 'log'>,
  messengers: Messengers,
): Alerting {
  const store = createAlertStore(storage);
  const ruleStore = createRuleStore(storage);
  const silences = createSilences(storage);
  let stopAlarm = () => {};

  const rulesOf = (endpoint: string) => ruleStore.rules().filter((rule) => rule.enabled && (rule.endpoint === null || rule.endpoint === endpoint));
  const news = (id?: string) => changes.publish({ topic: 'monitoring', ...(id !== undefined && { id }) });

  /** Inside a write. */
  function tell({ alert, notified }: Found, action: 'fire' | 'worsen' | 'resolve', rule: AlertRule | undefined, at: number, before?: Alert): void {
    const only = rule?.channels ?? null;
    if (action === 'resolve') {
      if (notified) messengers.tell(alert, 'resolved', only, at);
      return;
    }
    if (action === 'worsen' && before?.severity === alert.severity) return;
    const silence = silences.over(alert, at);
    if (silence) {
      if (action === 'fire') store.muted(alert.id, at, silence.reason);
      return;
    }
    messengers.tell(alert, action === 'fire' ? 'fired' : 'worsened', only, at);
    if (!notified) store.notified(alert.id, at);
  }

  /** What fired under a silence that is over, and still does, is told of now. */
  async function afterSilence(): Promise<void> {
    const at = clock.now();
    const rules = new Map(ruleStore.rules().map((rule) => [rule.id, rule]));
    const told = await storage.write(() => {
      const due = store.open().filter(({ alert, notified }) => !notified && alert.status === 'firing' && !silences.over(alert, at));
      for (const found of due) tell(found, 'fire', rules.get(found.alert.rule), at);
      return due.length > 0;
    });
    if (told) {
      messengers.wake();
      news();
    }
    arm();
  }
  function arm(): void {
    stopAlarm();
    const next = silences.nextEnd(clock.now());
    if (next !== null)
      stopAlarm = setAlarm(clock, next, () => void afterSilence().catch((error) => log.warn('alerts not told after a silence', { error })));
  }
  if (store.open().some(({ notified }) => !notified)) arm();

  /** Ends what fires of rules that no longer hold anywhere. */
  async function drop(isOver: (alert: Alert) => boolean): Promise<boolean> {
    if (!store.firing().some(isOver)) return false;
    const at = clock.now();
    return storage.write(() => {
      const over = store.firing().filter(isOver);
      for (const alert of over) {
        const ended = store.apply(alert.endpoint, { id: alert.rule } as AlertRule, { action: 'resolve', value: alert.value }, at);
        if (ended) tell(ended, 'resolve', undefined, at);
      }
      return over.length > 0;
    });
  }

  async function judge(endpoint: string, measured: Measured, replaced: boolean): Promise<boolean> {
    const at = clock.now();
    const rules = rulesOf(endpoint);
    const watched = new Set(rules.map(({ id }) => id));
    const ofRevision = (kind: string) => kind === 'drift-score' || kind === 'drift' || kind === 'prediction-drift' || kind === 'quality';
    const readings = rules.map((rule) => ({ rule, reading: replaced && ofRevision(rule.when.kind) ? null : read(rule, measured) }));
    const dropped = await drop(
      (alert) => alert.endpoint === endpoint && (!watched.has(alert.rule) || (replaced && ofRevision(alert.condition.kind))),
    );
    const isNews = (rule: AlertRule, reading: ReturnType<typeof read>) => {
      const firing = store.held(endpoint, rule.id)?.alert ?? null;
      return step(rule, { pending: store.pending(endpoint, rule.id), firing }, reading, at).action !== 'none';
    };
    const moved = readings.filter(({ rule, reading }) => isNews(rule, reading));
    if (moved.length === 0) {
      if (dropped) messengers.wake();
      return dropped;
    }
    const changed = await storage.write(() =>
      moved.map(({ rule, reading }) => {
        // Looked at again inside the write: of two cores that notice at once, one fires.
        const firing = store.held(endpoint, rule.id)?.alert ?? null;
        const outcome = step(rule, { pending: store.pending(endpoint, rule.id), firing }, reading, at);
        const found = store.apply(endpoint, rule, outcome, at);
        if (found && (outcome.action === 'fire' || outcome.action === 'worsen' || outcome.action === 'resolve'))
          tell(found, outcome.action, rule, at, firing ?? undefined);
        return found !== null;
      }),
    );
    messengers.wake();
    if (changed.some(Boolean)) arm();
    return dropped || changed.some(Boolean);
  }

  function known(id: string): Found {
    const found = store.alert(id);
    if (!found) throw new BancadaError('ALERT_NOT_FOUND', { id });
    return found;
  }

  return {
    store,
    rules: ruleStore.rules,
    judge,
    async saveRules(rules, replace = false) {
      const { checked } = await import('./rule-check.ts');
      await ruleStore.save(rules.map(checked), replace);
      const ids = new Set(ruleStore.rules().map(({ id }) => id));
      if (await drop(({ rule }) => !ids.has(rule))) messengers.wake();
      news();
      return ruleStore.rules();
    },
    async removeRule(id) {
      const ids = ruleStore.rules().map((rule) => rule.id);
      if (!ids.includes(id)) throw new BancadaError('ALERT_RULE_NOT_FOUND', { id, known: ids.join(', ') });
      await ruleStore.remove(id);
      const left = new Set(ruleStore.rules().map((rule) => rule.id));
      if (await drop(({ rule }) => !left.has(rule))) messengers.wake();
      news();
      return ruleStore.rules();
    },
    againMs(endpoint) {
      const now = clock.now();
      const rules = rulesOf(endpoint);
      const waits = rules.flatMap((rule) => {
        const pending = store.pending(endpoint, rule.id);
        const left = pending && neededMs(rule) > 0 ? [Math.max(100, pending.since + neededMs(rule) - now)] : [];
        // What is missing does not come by itself.
        const silent = rule.when.kind === 'volume' && rule.below !== null ? [30_000] : [];
        return [...left, ...silent];
      });
      if (store.firing().some((alert) => alert.endpoint === endpoint && !alert.condition.kind.includes('drift'))) waits.push(calmDownMs);
      return waits.length === 0 ? null : Math.min(...waits);
    },
    restless: () =>
      store.allPending().length > 0 || ruleStore.rules().some((rule) => rule.enabled && rule.when.kind === 'volume' && rule.below !== null),
    states(endpoint) {
      const firing = store.firing().map(({ rule, endpoint: at, status, acknowledgedAt, startedAt }) => ({
        ...{ rule, endpoint: at, since: acknowledgedAt ?? startedAt },
        status: status === 'acknowledged' ? ('acknowledged' as const) : ('firing' as const),
      }));
      const pending = store.allPending().map((one) => ({ ...one, status: 'pending' as const }));
      return [...firing, ...pending].filter((state) => endpoint === undefined || state.endpoint === endpoint);
    },
    history(id) {
      known(id);
      return store.events(id);
    },
    async acknowledge(id, note) {
      known(id);
      await store.acknowledge(id, clock.now(), note);
      const { alert } = known(id);
      news(alert.endpoint);
      return alert;
    },
    silences: (past) => silences.list(clock.now(), past),
    async silence({ rule, endpoint, reason, startsAt, minutes }) {
      const now = clock.now();
      const from = startsAt ?? now;
      const endsAt = Math.round(from + minutes * 60_000);
      if (endsAt <= now)
        throw new BancadaError('PARAM_INVALID', { name: 'startsAt', value: from, expected: `> ${now - minutes * 60_000}`, example: now });
      const made = await silences.add({ rule, endpoint, reason, startsAt: from, endsAt, createdAt: now });
      news(endpoint ?? undefined);
      arm();
      return made;
    },
    async endSilence(id) {
      if (!(await silences.end(id, clock.now()))) throw new BancadaError('SILENCE_NOT_FOUND', { id });
      await afterSilence();
      news();
      return silences.list(clock.now(), false);
    },
    close: () => stopAlarm(),
  };
}
