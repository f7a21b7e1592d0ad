/** `createPipelines`: runs started, watched, cancelled and taken up again. */
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Core } from '../common/core.ts';
import { isAlive, leave, newOwner } from '../common/owner.ts';
import { BancadaError } from '../contract/errors.ts';
import type { LogFound, PipelineRun, RunSummary, StartRun } from '../contract/pipelines.ts';
import type { QueueLimits } from '../contract/queue.ts';
import type { Rerun } from '../contract/reruns.ts';
import type { Engine } from '../engines/engine.ts';
import { asJson, inlineReaders } from '../storage/index.ts';
import { createAuthoring } from './authoring/authoring.ts';
import { createDebugger, knownStep } from './debug/debugger.ts';
import { debugState, idleMs } from './debug/state.ts';
import type { Asked, PipelinesDeps, PipelinesDomain } from './domain.ts';
import { repeats } from './earlier.ts';
import type { Adopted } from './executor/attempt.ts';
import { type ExecutorDeps, LetGo, type RunContext } from './executor/context.ts';
import { createRunContext } from './executor/create-context.ts';
import { executeRun } from './executor/run.ts';
import { explainStep } from './explain/explain.ts';
import { failureOfError } from './failures/failure.ts';
import { searchLogs } from './logs/search.ts';
import type { StartOverrides } from './pipelines.ts';
import { planView } from './plan-view.ts';
import { prepareRun } from './prepare.ts';
import { enteredBy } from './queue/entry.ts';
import { rememberedLimits } from './queue/limits.ts';
import { budgetOf, createQueue } from './queue/queue.ts';
import { createSlots } from './queue/slots.ts';
import { createQueueStore } from './queue/store.ts';
import { codeFile, recipeOf, sameAgain } from './recipe.ts';
import { isOpen, type RunRecord } from './records.ts';
import { sweepFolders, takeUp } from './recover.ts';
import { artifactPath } from './reference.ts';
import { planOf } from './rerun/plan.ts';
import { type Prepared, prepareRerun, prepareStart } from './rerun/prepare.ts';
import { createStore } from './store.ts';
import { runSummary, runView } from './view.ts';
import { createRunViews } from './views/views.ts';

/** How often a run looks whether another core asked for its end. */
const cancelPollMs = 500;
const finishedPollMs = 200;
const attendMs = 500;
const keptSummaries = 5000;
/** How long closing waits for programs that are told to end. */
const closeMs = 1500;
const noLimits: QueueLimits = { memoryBytes: Number.MAX_SAFE_INTEGER, runs: null, tags: {} };

export function createPipelines(core: Core, deps: PipelinesDeps): PipelinesDomain {
  const store = createStore(core.storage);
  const owner = newOwner();
  const active = new Map<string, { context: RunContext; done: Promise<void> }>();
  const parallel = deps.parallel ?? availableParallelism();
  const rows = createQueueStore(core.storage);
  const limits = rememberedLimits(core.changes, deps.limits ?? (() => noLimits));
  const slots = createSlots({
    count: parallel,
    budget: () => budgetOf(limits()),
    others: (now) => rows.bytesOfOthers(owner, now),
    freed: () => queue.look(),
  });
  const queue = createQueue({ core, store, rows, slots, owner, limits });
  const executor: ExecutorDeps = { core, store, ...deps, slots };
  const summaries = new Map<string, RunSummary>();
  const readers = deps.readers ?? inlineReaders(core.storage.db);
  let closed = false;

  function known(runId: string): RunRecord {
    const run = store.run(runId);
    if (!run) throw new BancadaError('RUN_NOT_FOUND', { run: runId });
    return run;
  }
  /** A run that has ended never changes again. */
  function summary(runId: string, now: number): RunSummary {
    const kept = summaries.get(runId);
    if (kept) return kept;
    const run = known(runId);
    const made = runSummary(run, store.steps(runId), now, idleMs(store, run, now));
    if (summaries.size >= keptSummaries) summaries.clear();
    if (!isOpen(run.status)) summaries.set(runId, made);
    return made;
  }
  const view = (run: RunRecord): PipelineRun => {
    const now = core.clock.now();
    return runView(run, store.steps(run.runId), now, debugState(store, run, now));
  };
  const debug = createDebugger({
    ...executor,
    run: known,
    attend: async (run) => {
      if (!active.has(run.runId)) await resume([run], []);
    },
  });

  function work(context: RunContext, adopted: ReadonlyMap<string, Adopted>): void {
    const { runId } = context.run;
    const poll = setInterval(() => {
      if (store.cancelAsked(runId)) context.cancel();
    }, cancelPollMs);
    const stopAsking = () => clearInterval(poll);
    if (context.signal.aborted) stopAsking();
    else context.signal.addEventListener('abort', stopAsking, { once: true });
    const done = queue
      .turn(context.run, context.signal)
      .then(() => executeRun(context, adopted))
      .catch((error) => failRun(context, error))
      .finally(() => {
        clearInterval(poll);
        active.delete(runId);
        core.changes.publish({ topic: 'queue' });
      });
    active.set(runId, { context, done });
  }

  /** What no step could answer for: storage that fails. */
  async function failRun(context: RunContext, error: unknown): Promise<void> {
    if (error instanceof LetGo) return;
    context.cancel();
    core.log.error('run ended unexpectedly', { run: context.run.runId, error });
    const failure = failureOfError(error, '—', core.home.logs);
    await context.change((put) => put.run(context.run.runId, { status: 'failed', endedAt: core.clock.now(), error: failure })).catch(() => {});
  }

  async function claim(run: RunRecord): Promise<boolean> {
    return (run.owner === null || !isAlive(run.owner)) && store.change((put) => put.claim(run.runId, run.owner, owner));
  }

  /** Every engine that answers: what a core that died had running may be in any of them. */
  async function engines(): Promise<Engine[]> {
    const asked = await Promise.allSettled([deps.engines.pick('process'), deps.engines.pick('docker'), deps.engines.pick('warm')]);
    return asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  }

  async function resume(runs: readonly RunRecord[], swept: readonly Engine[]): Promise<string[]> {
    const contexts: RunContext[] = [];
    for (const run of runs) {
      if (!(await claim(run))) continue;
      try {
        contexts.push(createRunContext(executor, run, await deps.engines.pick(run.engine)));
      } catch (error) {
        // Its engine does not answer: the run goes back to wait for a core that finds it.
        core.log.warn('run could not be taken up', { run: run.runId, error });
        await store.change((put) => put.claim(run.runId, owner, null));
      }
    }
    for (const { context, adopted } of await takeUp(store, contexts, swept)) {
      if (store.cancelAsked(context.run.runId)) context.cancel();
      work(context, adopted);
    }
    return contexts.map(({ run }) => run.runId);
  }

  async function start(options: StartRun & StartOverrides): Promise<{ runId: string }> {
    if (options.runId !== undefined && store.run(options.runId)) return { runId: options.runId };
    const engine = await deps.engines.pick(options.engine);
    return begin(prepareStart({ core, store }, await prepareRun({ core, ...deps }, options, engine.kind, owner), options), engine, options);
  }

  async function begin({ run, kept }: Prepared, engine: Engine, asked: Asked = {}): Promise<{ runId: string }> {
    const { pauseBefore = [] } = asked;
    for (const step of pauseBefore) knownStep(run, step);
    await store.change((put) => {
      put.insertRun(run, kept);
      for (const step of pauseBefore) put.breakpoint(run.runId, step, true);
      rows.put(enteredBy(run, kept, asked));
    });
    core.changes.publish({ topic: 'runs', id: run.runId });
    core.changes.publish({ topic: 'queue' });
    if (!closed) work(createRunContext(executor, run, engine), new Map());
    return { runId: run.runId };
  }

  async function again(options: Rerun): Promise<{ prepared: Prepared; engine: Engine }> {
    const old = known(options.runId);
    const engine = await deps.engines.pick(options.engine ?? old.engine);
    return { engine, prepared: await prepareRerun({ core, store, ...deps }, old, options, owner) };
  }

  return {
    debug,
    authoring: createAuthoring({ core, store, ...deps }),
    views: createRunViews({ core, store, tables: deps.tables, run: known, view }),
    plan: (pipeline, solution) => planView(deps.workspaces.codeFolder(pipeline, solution), pipeline),
    start,
    recipe: (runId) => recipeOf(known(runId)),
    code: (runId, path) => codeFile(known(runId), path),
    reproduce: async (runId) => start(sameAgain(known(runId))),
    async rerun(options) {
      const { prepared, engine } = await again(options);
      return begin(prepared, engine, options);
    },
    async rerunPlan(options) {
      const { prepared, engine } = await again(options);
      return planOf(executor, prepared, engine, parallel);
    },
    explain: (runId, step) => explainStep({ core, store }, known(runId), step),
    async same(options) {
      const [last] = store.runIds(options.pipeline, 1, Number.MAX_SAFE_INTEGER);
      if (last === undefined) return null;
      const { kind } = await deps.engines.pick(options.engine);
      const wanted = await prepareRun({ core, ...deps }, options, kind, owner);
      return repeats({ core, ...deps }, wanted, { run: known(last), steps: store.steps(last) }) ? last : null;
    },
    async cancel(runId) {
      const run = known(runId);
      if (!isOpen(run.status)) throw new BancadaError('RUN_FINISHED', { run: runId, status: run.status });
      await store.change((put) => put.askCancel(runId));
      active.get(runId)?.context.cancel();
      if (!active.has(runId)) await resume([run], []);
    },
    get: (runId) => view(known(runId)),
    list({ pipeline, limit, before }) {
      const now = core.clock.now();
      return store.runIds(pipeline ?? null, limit, before ?? Number.MAX_SAFE_INTEGER).map((runId) => summary(runId, now));
    },
    async finished(runId) {
      known(runId);
      await active.get(runId)?.done;
      for (;;) {
        const run = known(runId);
        if (!isOpen(run.status)) return view(run);
        if (closed) throw new LetGo();
        await sleep(finishedPollMs);
      }
    },
    queue: () => queue.list(),
    async prioritise(runId, priority) {
      known(runId);
      await queue.prioritise(runId, priority);
    },
    logs: (runId, { after, limit, step }) => {
      known(runId);
      return store.logs(runId, after, limit, step);
    },
    contracts: (runId, step) => store.contracts.results(known(runId).runId, step),
    async searchLogs(search) {
      known(search.runId);
      return asJson<LogFound>(await readers.ask(searchLogs, search));
    },
    artifactPath: (runId, reference) => artifactPath(core.artifacts, known(runId).runId, store.steps(runId), reference),
    async recover() {
      await sweepFolders(store, core.home.runs);
      return resume(store.open(), await engines());
    },
    attend(runId) {
      if (active.has(runId)) return () => {};
      const poll = setInterval(() => core.changes.publish({ topic: 'runs', id: runId }), attendMs);
      return () => clearInterval(poll);
    },
    another: () => createPipelines(core, deps),
    async close() {
      closed = true;
      queue.close();
      const held = [...active.values()];
      for (const { context } of held) context.letGo();
      leave(owner); // first: storage that fails must not keep its runs from the next core
      if (held.length > 0) await store.change((put) => put.release(owner));
      // Local processes are being ended: a container goes on, but a process without a reader is of no use to anybody.
      const ending = held.filter(({ context }) => context.engine.kind !== 'docker').map(({ done }) => done);
      if (ending.length > 0) await Promise.race([Promise.allSettled(ending), sleep(closeMs)]);
    },
  };
}
