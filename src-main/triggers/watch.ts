/**
 * `createWatch`: notices what is due and has it recorded and acted on. It sleeps until the next instant of a schedule, and is woken by what
 * the core says has changed, by the file system, and by the bell of other cores; nothing ticks.
 */
import { setAlarm } from '../common/clock.ts';
import type { Core } from '../common/core.ts';
import type { Failure } from '../contract/base.ts';
import { BancadaError } from '../contract/errors.ts';
import type { TriggerSource } from '../contract/triggers.ts';
import { graceMs } from './policy/catch-up.ts';
import { type RecordDeps, recordDue } from './record.ts';
import type { StoredFiring, StoredTrigger } from './rows.ts';
import type { Source } from './sources/source.ts';
import type { SourceOfTrigger } from './sources/sources.ts';

type Kind = TriggerSource['kind'];
export type Kinds = readonly Kind[] | 'all';

export interface WatchDeps extends RecordDeps {
  core: Pick<Core, 'clock' | 'storage' | 'log' | 'changes'>;
  sourceOf: SourceOfTrigger;
  isPaused(): boolean;
  /** Goes on by itself; a failure is its own outcome. */
  begin(firing: StoredFiring, trigger: StoredTrigger): void;
  /** Firings that a core which died had written and not acted on. */
  takeUp(): Promise<void>;
  /** After each look: the triggers as they are now. */
  looked(active: readonly StoredTrigger[]): Promise<void>;
}

export interface Watch {
  /** Looks at these sources now; resolves once what was due is recorded. */
  look(kinds: Kinds): Promise<void>;
  problem(name: string): Failure | null;
  close(): void;
}

const timed: readonly Kind[] = ['cron', 'interval'];

export function createWatch(deps: WatchDeps): Watch {
  const { core, store, sourceOf } = deps;
  const { clock, storage, log } = core;
  const problems = new Map<string, Failure>();
  let asked: Kinds = [];
  let turn: Promise<void> | null = null;
  let stopAlarm = () => {};
  let closed = false;

  async function sourcesOf(triggers: readonly StoredTrigger[]): Promise<{ trigger: StoredTrigger; source: Source }[]> {
    const found: { trigger: StoredTrigger; source: Source }[] = [];
    for (const trigger of triggers) {
      try {
        found.push({ trigger, source: await sourceOf(trigger.definition) });
        problems.delete(trigger.name);
      } catch (error) {
        note(trigger, error);
      }
    }
    return found;
  }
  function note({ name }: StoredTrigger, error: unknown): void {
    if (!(error instanceof BancadaError)) log.warn('trigger not looked at', { trigger: name, error });
    const { code, data } = error instanceof BancadaError ? error : { code: 'INTERNAL' as const, data: {} };
    problems.set(name, { code, data, message: code });
  }
  /** Mostly there is nothing, and nothing is written then. */
  function hasNews({ trigger, source }: { trigger: StoredTrigger; source: Source }, now: number): boolean {
    try {
      const { occasions, cursor } = source.look(trigger.cursor, now);
      return occasions.length > 0 || JSON.stringify(cursor) !== JSON.stringify(trigger.cursor);
    } catch (error) {
      note(trigger, error);
      return false;
    }
  }

  async function lookOnce(kinds: Kinds): Promise<void> {
    await deps.takeUp();
    const active = deps.isPaused() ? [] : store.all().filter((trigger) => !trigger.paused);
    const all = await sourcesOf(active);
    const now = clock.now();
    const grace = graceMs * Math.max(1, clock.speed ?? 1);
    const due = all.filter((one) => (kinds === 'all' || kinds.includes(one.trigger.definition.source.kind)) && hasNews(one, now));
    if (due.length > 0) {
      const recorded = await storage.write(() => {
        if (deps.isPaused()) return [];
        return due.flatMap(({ trigger: { id, definition }, source }) => {
          const trigger = store.byId(id);
          // Changed while its source was being opened: whoever changed it asks for a look of its own.
          if (!trigger || trigger.paused || JSON.stringify(trigger.definition) !== JSON.stringify(definition)) return [];
          return recordDue(deps, trigger, source, { now, grace }).map((firing) => ({ firing, trigger }));
        });
      });
      for (const { firing, trigger } of recorded) deps.begin(store.firing(firing)!, trigger);
      for (const { trigger } of due) core.changes.publish({ topic: 'triggers', id: trigger.name });
    }
    arm(all);
    await deps.looked(active);
  }

  function arm(all: readonly { trigger: StoredTrigger; source: Source }[]): void {
    stopAlarm();
    if (closed) return;
    const now = clock.now();
    const instants = all.flatMap(({ trigger, source }) => source.next?.(store.byId(trigger.id)?.cursor ?? now, now) ?? []);
    if (instants.length === 0) return;
    stopAlarm = setAlarm(clock, Math.min(...instants), () => void look(timed).catch((error) => log.warn('schedules not looked at', { error })));
  }

  /** One look at a time; those asked for meanwhile are one more. */
  function look(kinds: Kinds): Promise<void> {
    asked = asked === 'all' || kinds === 'all' ? 'all' : [...new Set([...asked, ...kinds])];
    turn ??= (async () => {
      try {
        while (asked.length > 0 && !closed) {
          const now = asked;
          asked = [];
          await lookOnce(now);
        }
      } finally {
        turn = null;
      }
    })();
    return turn;
  }

  return {
    look,
    problem: (name) => problems.get(name) ?? null,
    close() {
      closed = true;
      stopAlarm();
    },
  };
}
