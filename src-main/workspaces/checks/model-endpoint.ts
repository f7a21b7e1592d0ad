/** `createTrials`: the learner's model behind an address of its own for as long as a check or a session takes; spoiled ones beside it, as candidates or alone. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Core } from '../../common/core.ts';
import type { EngineKind } from '../../contract/base.ts';
import type { Rollouts } from '../../rollout/index.ts';
import { gatedPrefix, type ServingDomain } from '../../serving/index.ts';
import type { EndpointView, Spoil } from './define.ts';
import { reached } from './service.ts';

export interface TrialParts {
  core: Pick<Core, 'home'>;
  serving: Pick<ServingDomain, 'serve' | 'stop' | 'trial'>;
  rollouts: Pick<Rollouts, 'start' | 'last' | 'settled' | 'rollback'>;
  engine: EngineKind;
  challengeId: string;
}

export interface Trials {
  /** `source`: the model's folder. Without `spoil`, one for the whole session. */
  endpoint(source: string, spoil?: Spoil): Promise<EndpointView>;
  /** Ends what a check has started for itself. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export function createTrials({ core, serving, rollouts, engine, challengeId }: TrialParts): Trials {
  const folders: string[] = [];
  const shared = new Map<string, Promise<EndpointView>>();
  let own: string[] = [];
  let count = 0;

  /** A copy of the model that anybody may read, with what `spoil` makes of its files. */
  function copyOf(source: string, spoil: Spoil = (files) => files): string {
    const names = readdirSync(source, { withFileTypes: true, recursive: true }).flatMap((entry) =>
      entry.isFile() ? [relative(source, join(entry.parentPath, entry.name))] : [],
    );
    const files = spoil(Object.fromEntries(names.map((name) => [name, readFileSync(join(source, name), 'utf8')])));
    const parent = mkdtempSync(join(core.home.runs, '.trial-'));
    folders.push(parent);
    const folder = join(parent, 'model');
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return folder;
  }

  async function open(source: string, spoil?: Spoil): Promise<EndpointView> {
    const name = `${gatedPrefix}${challengeId}-${++count}`;
    if (spoil) own.push(name);
    const { url, readyMs } = await serving.serve({ target: serving.trial(copyOf(source, spoil)), endpoint: name, engine });
    return {
      name,
      readyMs: readyMs ?? Number.POSITIVE_INFINITY,
      fetch: reached(() => url ?? ''),
      async rollout(plan, changed) {
        const target = serving.trial(copyOf(source, changed));
        await rollouts.start({
          ...{ solution: 'workspace', replicas: 1, auto: false, ...plan, endpoint: name, target },
          limits: { errors: 0.01, slower: 1.5, different: 0.01, ...plan.limits },
        });
        return { now: () => rollouts.last(name)!, settled: async () => (await rollouts.settled(name, () => {})) ?? rollouts.last(name)! };
      },
    };
  }

  /** A rollout that waits for a person will wait for ever here. */
  async function undo(name: string): Promise<void> {
    const last = rollouts.last(name);
    if (!last || last.phase === 'over') return;
    await rollouts.rollback(name);
    await rollouts.settled(name, () => {}, true);
  }

  async function stop(names: readonly string[]): Promise<void> {
    await Promise.allSettled(names.map((name) => serving.stop(name)));
  }

  return {
    endpoint(source, spoil) {
      if (spoil) return open(source, spoil);
      const known = shared.get(source) ?? open(source);
      shared.set(source, known);
      return known;
    },
    async settle() {
      const names = own;
      own = [];
      const kept = await Promise.allSettled(shared.values());
      await Promise.allSettled([...names, ...kept.flatMap((one) => (one.status === 'fulfilled' ? [one.value.name] : []))].map(undo));
      await stop(names);
    },
    async close() {
      await this.settle();
      const open = await Promise.allSettled(shared.values());
      await stop(open.flatMap((one) => (one.status === 'fulfilled' ? [one.value.name] : [])));
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
