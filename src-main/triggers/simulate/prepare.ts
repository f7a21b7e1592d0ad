/** `prepareWorld`: triggers, limits and what is known of each pipeline, as a simulation needs them. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { RunSummary } from '../../contract/pipelines.ts';
import type { TriggerSimulation } from '../../contract/triggers.ts';
import { budgetOf, readPipeline } from '../../pipelines/index.ts';
import type { SettingsStore } from '../../system/index.ts';
import type { Workspaces } from '../../workspaces/workspaces.ts';
import type { StoredTrigger } from '../rows.ts';
import { isTimed, openSchedule } from '../schedule/schedule.ts';
import type { SimulatedTrigger, World } from './world.ts';

export interface PrepareDeps {
  pipelines: { list(filter: { pipeline: string; limit: number }): RunSummary[] };
  workspaces: Pick<Workspaces, 'codeFolder'>;
  settings: Pick<SettingsStore, 'read'>;
}

type Known = TriggerSimulation['durations'][number];

/** Of a pipeline that never ran well. */
const guessMs = 60_000;
const lastRuns = 9;
const lookedAt = 50;

export interface Prepared {
  world: World;
  durations: Known[];
  unforeseen: TriggerSimulation['unforeseen'];
}

export async function prepareWorld(deps: PrepareDeps, triggers: readonly StoredTrigger[], from: number, to: number): Promise<Prepared> {
  const known = new Map<string, Known & { tags: string[] }>();
  const simulated: SimulatedTrigger[] = [];
  const unforeseen: Prepared['unforeseen'] = [];
  for (const { name, definition, paused } of triggers) {
    const { source, pipeline, solution, overlap, priority, tags } = definition;
    if (paused || !isTimed(source)) {
      unforeseen.push({ name, kind: paused ? 'paused' : source.kind });
      continue;
    }
    const key = `${pipeline}/${solution}`;
    const about = known.get(key) ?? { ...aboutPipeline(deps, pipeline, solution), pipeline };
    known.set(key, about);
    const schedule = await openSchedule(source);
    simulated.push({
      name,
      schedule,
      overlap,
      priority,
      tags: [...new Set([...about.tags, ...tags])],
      durationMs: about.ms,
      memory: about.memoryBytes,
    });
    await breathe();
  }
  const queue = deps.settings.read().queue;
  const limits = { runs: queue.runs, tags: queue.tags, budget: budgetOf(queue) };
  return {
    world: { triggers: simulated, limits, from, to },
    durations: [...known.values()].map(({ tags: _, ...rest }) => rest),
    unforeseen,
  };
}

function aboutPipeline({ pipelines, workspaces }: PrepareDeps, pipeline: string, solution: 'workspace' | 'starter' | 'reference') {
  const good = pipelines.list({ pipeline, limit: lookedAt }).filter((run) => run.status === 'succeeded');
  const times = good
    .slice(0, lastRuns)
    .map((run) => run.durationMs)
    .sort((a, b) => a - b);
  const ms = times[times.length >> 1] ?? guessMs;
  try {
    const { steps, tags } = readPipeline(workspaces.codeFolder(pipeline, solution));
    const programs = steps.filter(({ kind }) => kind === 'run').map(({ resources }) => resources.memoryBytes);
    return { ms, runs: times.length, memoryBytes: Math.max(0, ...programs), tags };
  } catch {
    return { ms, runs: times.length, memoryBytes: 0, tags: [] }; // what is wrong with it, its firings would say
  }
}
