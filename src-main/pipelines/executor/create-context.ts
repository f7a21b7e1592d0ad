/** `createRunContext`: a run taken into memory by the core that owns it. */
import { extname } from 'node:path';
import type { Engine } from '../../engines/engine.ts';
import { pipelineRunTag } from '../../tracking/index.ts';
import { reachedByEdits } from '../debug/edits.ts';
import type { RunRecord } from '../records.ts';
import { type Ahead, createAhead } from './ahead.ts';
import { type ActiveStep, type ExecutorDeps, emptyEvidence, LetGo, type RunContext } from './context.ts';
import { prepared } from './prepared.ts';
import { imageTag, trackingId } from './tracked.ts';

/** A program that goes on for hours is no reason to keep the files of those before it. */
const tidyWithinMs = 200;

export function createRunContext(deps: ExecutorDeps, run: RunRecord, engine: Engine): RunContext {
  const { core, store, tracking } = deps;
  const abort = new AbortController();
  const logged = store.logged(run.runId);
  const edits = store.debug.edits(run.runId);
  const records = new Map(store.steps(run.runId).map((record) => [record.id, record]));
  const steps = new Map(
    run.plan.steps.map((plan, position): [string, ActiveStep] => [
      plan.id,
      {
        plan,
        position,
        record: records.get(plan.id)!,
        evidence: emptyEvidence(),
        edits: edits.get(plan.id) ?? null,
        logged: { lines: 0, bytes: 0, ...logged.get(plan.id), omitted: 0 },
      },
    ]),
  );
  let seq = store.lastSeq(run.runId);
  let gone = false;
  let cancelled = false;
  const runtimes = new Map<string, Promise<string>>();
  const images: Record<string, string> = {};
  let trackingRun: Promise<string> | null = null;
  const open = new Set<Promise<void>>();
  let failure: unknown = null;
  let untidy: (() => void)[] = [];
  let broom: NodeJS.Timeout | null = null;
  let isOver = false;
  let ahead: Ahead | null = null;
  const sweep = () => {
    if (broom) clearTimeout(broom);
    broom = null;
    const waiting = untidy;
    untidy = [];
    for (const work of waiting) work();
  };

  const context: RunContext = {
    deps,
    run,
    engine,
    steps,
    signal: abort.signal,
    get cancelled() {
      return cancelled;
    },
    async change(change, patience) {
      if (gone) throw new LetGo();
      const result = await store.change(change, patience);
      core.changes.publish({ topic: 'runs', id: run.runId });
      if (gone) throw new LetGo();
      return result;
    },
    later(work) {
      const done = work.then(
        () => void open.delete(done),
        (error) => {
          failure ??= error;
          open.delete(done);
        },
      );
      open.add(done);
    },
    async settled() {
      isOver = true;
      sweep();
      while (open.size > 0) {
        void store.change(() => {}); // somebody waits now: takes along whatever is in no hurry
        await Promise.all(open);
      }
      if (failure) throw failure;
    },
    tidy(work) {
      if (isOver) return work();
      broom ??= setTimeout(sweep, tidyWithinMs);
      return new Promise((resolve, reject) => {
        untidy.push(() => work().then(resolve, reject));
      });
    },
    started: sweep,
    get ahead() {
      ahead ??= createAhead(context);
      return ahead;
    },
    isReachedByEdits(id) {
      const edited = new Set<string>();
      for (const step of steps.values()) if (step.edits) edited.add(step.plan.id);
      return reachedByEdits(run.plan.steps, edited).has(id);
    },
    nextSeq() {
      seq += 1;
      return seq;
    },
    runtime(entry) {
      const language = extname(entry);
      const ready =
        runtimes.get(language) ??
        prepared(context, { entry, codeDir: run.plan.codeDir }).then(
          ({ fingerprint, image }) => {
            if (image) images[imageTag(language)] = `${image.reference}@${image.id}`;
            return fingerprint;
          },
          (error) => {
            runtimes.delete(language); // an engine that was away is asked again
            throw error;
          },
        );
      runtimes.set(language, ready);
      return ready;
    },
    images,
    trackingRun() {
      trackingRun ??= startTracking();
      return trackingRun;
    },
    cancel() {
      cancelled = true;
      abort.abort();
    },
    letGo() {
      gone = true;
      abort.abort();
    },
  };

  async function startTracking(): Promise<string> {
    if (run.trackingRunId !== null) return run.trackingRunId;
    const id = await tracking.startRun({
      runId: trackingId(run.runId),
      experiment: run.pipeline,
      name: run.runId,
      tags: { [pipelineRunTag]: run.runId, 'bancada.engine': run.engine, 'bancada.solution': run.solution },
    });
    const params = Object.fromEntries(Object.entries(run.params).map(([name, value]) => [name, String(value)]));
    const datasets = Object.entries(run.plan.datasets).map(([reference, { digest }]) => ({ name: reference.split('@')[0]!, digest }));
    // Before the run says that it has one: a core that takes the run up would take all of this for told.
    await Promise.all([Object.keys(params).length > 0 && tracking.logBatch(id, { params }), tracking.readDatasets(id, datasets)]);
    await context.change((put) => put.run(run.runId, { trackingRunId: id }));
    run.trackingRunId = id;
    return id;
  }
  return context;
}
