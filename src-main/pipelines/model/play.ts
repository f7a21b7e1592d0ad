/** `play`: a case, action after action, on cores that die and are followed by others. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../common/core.ts';
import { BancadaError } from '../../contract/errors.ts';
import { createExpectations } from '../../expectations/index.ts';
import { createTracking } from '../../tracking/index.ts';
import type { PipelinesDomain } from '../domain.ts';
import type { TestLab } from '../test-support/lab.ts';
import { checkEffects } from './builtins.ts';
import { mortalEffects, type Served } from './effects.ts';
import { type Fate, type Mortal, mortalCore, preparedOnce } from './mortal.ts';
import { checkLeftovers, checkMoves, checkRun, checkTracking, type watchMoves } from './oracle.ts';
import { personAt } from './person.ts';
import { type Action, type Case, pipelineOf, suite, suiteFile } from './plans.ts';
import type { World } from './world.ts';

interface Living {
  mortal: Mortal;
  pipelines: PipelinesDomain;
}

export interface Stage {
  lab: TestLab;
  world: World;
  moves: ReturnType<typeof watchMoves>;
}

/** Longer than any case takes, with every processor busy: a run that does not end is a bug too. */
const patienceMs = 30_000;

export async function play({ lab, world, moves }: Stage, played: Case): Promise<void> {
  const { steps } = played;
  rmSync(lab.code, { recursive: true, force: true });
  lab.versions.length = 0;
  const served: Served = { versions: [], endpoints: [] };
  lab.write({
    'pipeline.yaml': pipelineOf(played),
    [suiteFile]: suite,
    ...Object.fromEntries(steps.map((_, index) => [`s${index}.js`, world.program(index)])),
  });
  const expectations = createExpectations({ tables: lab.tables, storage: lab.core.storage });
  const seen: Core = { ...lab.core, storage: { ...lab.core.storage, db: preparedOnce(lab.core.storage.db) } };
  let offset = 0;
  const clock = {
    now: () => lab.core.clock.now() + offset,
    move(ms: number) {
      offset += ms;
    },
  };
  const born = (): Living => {
    const mortal = mortalCore(lab.core, clock);
    return {
      mortal,
      pipelines: lab.another(world.engine(mortal, mortal.core), {
        core: mortal.core,
        tracking: createTracking(mortal.core),
        ...mortalEffects(mortal, { ...lab, expectations }, served),
      }),
    };
  };
  let living = born();
  /** Whom a person may ask: null while a core takes up what another left. */
  let asked: PipelinesDomain | null = null;
  let last: string | null = null;
  let leave = () => {};

  try {
    for (const action of played.actions) {
      if (action.edit !== null) edit(lab, steps.length, action.edit);
      world.fail(failingOf(steps, action));
      const [first, ...more] = action.deaths;
      let runId: string | null = null;
      const { mortal, pipelines } = living;
      mortal.decide(
        { dieAt: first?.at, committed: first?.committed ?? false, jump: action.jump ?? undefined, cancelAt: action.cancelAt ?? undefined },
        () => {
          if (runId !== null) void pipelines.cancel(runId).catch(() => {}); // it may just have ended
        },
      );
      const before = new Set(runIds(seen));
      const servedBefore = served.versions.length;
      asked = pipelines;
      leave = personAt(seen, action, () => asked);
      const work = begin(pipelines, action, { last, steps: steps.length }).then(async (begun) => {
        runId = begun;
        if (begun !== null) await pipelines.finished(begun);
      });
      await Promise.race([work, mortal.died, late(action)]);
      for (const death of [...more, null]) {
        if (!living.mortal.isDead) break;
        asked = null;
        void living.pipelines.close();
        await living.mortal.still();
        if (action.editInDeath !== null) edit(lab, steps.length, action.editInDeath);
        living = born();
        const fate: Fate = death ? { dieAt: death.at, committed: death.committed } : {};
        living.mortal.decide(fate, () => {});
        await Promise.race([
          recovered(living.pipelines, (pipelines) => {
            asked = pipelines;
          }),
          living.mortal.died,
          late(action),
        ]);
      }
      leave();
      living.mortal.decide({}, () => {});
      await new Promise((resolve) => setImmediate(resolve));

      const made = runIds(seen).filter((id) => !before.has(id));
      checkMoves(moves.moves());
      await gone(world);
      checkLeftovers(seen, world);
      for (const id of made) {
        checkRun(seen, played, action, id);
        checkTracking(seen, id);
        checkEffects({ ...lab, core: seen, served }, id, servedBefore);
      }
      last = made.at(-1) ?? last;
    }
  } finally {
    leave();
    const closing = living.pipelines.close();
    if (!living.mortal.isDead) await closing;
  }
}

const runIds = ({ storage }: Pick<Core, 'storage'>) =>
  storage.db
    .prepare<[], { run_id: string }>('SELECT run_id FROM pipeline_runs')
    .all()
    .map((row) => row.run_id);

/** Who was told to end is there for a moment yet. */
async function gone(world: World): Promise<void> {
  for (let turn = 0; turn < 200 && world.left().length > 0; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function recovered(pipelines: PipelinesDomain, taken: (pipelines: PipelinesDomain) => void): Promise<void> {
  const runs = await pipelines.recover();
  taken(pipelines);
  for (const runId of runs) await pipelines.finished(runId);
}

/** Null where what is asked is refused: there is nothing to re-run, or nothing of it failed. */
async function begin(pipelines: PipelinesDomain, action: Action, { last, steps }: { last: string | null; steps: number }): Promise<string | null> {
  const { kind, cache, code, pauses } = action;
  const pauseBefore = [...new Set(pauses.map((pause) => `s${pause % steps}`))];
  const step = `s${action.step % steps}`;
  const params = { [`p${action.step % steps}`]: action.param };
  try {
    if (kind === 'run' || last === null) return (await pipelines.start({ pipeline: 'modelo', params, cache, pauseBefore })).runId;
    const common = { runId: last, params, code, cache, pauseBefore };
    if (kind === 'all' || kind === 'failed') return (await pipelines.rerun({ ...common, mode: kind })).runId;
    return (await pipelines.rerun({ ...common, mode: kind, step })).runId;
  } catch (error) {
    if (error instanceof BancadaError && ['RERUN_NOTHING_FAILED', 'RERUN_NEEDS_MISSING'].includes(error.code)) return null;
    throw error;
  }
}

function failingOf(steps: Case['steps'], { failing }: Action): Map<string, number> {
  return new Map(
    failing.flatMap(({ step, times }) => {
      const index = step % steps.length;
      const { matrix } = steps[index]!;
      const ids = matrix === 0 ? [`s${index}`] : Array.from({ length: matrix }, (_, k) => `s${index}[k=${k}]`);
      return ids.map((id): [string, number] => [id, times]);
    }),
  );
}

function edit(lab: TestLab, steps: number, step: number): void {
  const name = `s${step % steps}.js`;
  lab.write({ [name]: `${readFileSync(join(lab.code, name), 'utf8')}//` });
}

function late(action: Action): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`still not over: ${JSON.stringify(action)}`)), patienceMs).unref();
  });
}
