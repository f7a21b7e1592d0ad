/**
 * `hold`: where a step waits while the run is paused before it. It holds nothing: no slot, no engine, no timer of its own, only its row; so a paused run
 * costs nothing, and a core that takes it up after a crash waits on. Whoever releases it, in this core or in another, changes that row.
 */
import { type ActiveStep, changeStep, LetGo, type RunContext } from '../executor/context.ts';
import { track } from '../executor/tracked.ts';

/** How often another core's release is looked for. */
const pollMs = 500;

/** False: the run was cancelled meanwhile. */
export async function hold(context: RunContext, step: ActiveStep): Promise<boolean> {
  const { run, deps } = context;
  const { debug } = deps.store;
  const { id, stepId } = step.plan;
  if (step.record.status === 'pending') {
    if (!debug.pausesBefore(run.runId, id, stepId)) return true;
    const at = deps.core.clock.now();
    await changeStep(context, step, { status: 'paused' }, (put) => put.pause(run.runId, id, at));
  }
  if (step.record.status !== 'paused') return true;
  while (debug.pause(run.runId, id)?.until === null && !context.signal.aborted) await news(context);
  if (context.signal.aborted) {
    if (!context.cancelled) throw new LetGo();
    await context.change((put) => put.goOn(run.runId, id, deps.core.clock.now()));
  }
  step.record = { ...step.record, status: 'pending' };
  step.edits = debug.editsOf(run.runId, id);
  return !context.cancelled;
}

/** In tracking too one sees that somebody changed what the step was given. */
export async function markEdited(context: RunContext, step: ActiveStep): Promise<void> {
  const { params, inputs } = step.edits ?? { params: {}, inputs: {} };
  const names = [...Object.keys(params), ...Object.keys(inputs)].join(', ');
  await track(context, step, { params: {}, tags: { [`bancada.edited.${step.plan.stepId}`]: names }, metrics: [] });
}

/** Resolves when something of the run has changed, when it ends, or after a moment. */
function news({ deps, run, signal }: RunContext): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const stop = deps.core.changes.listen((change) => {
      if (change.topic === 'runs' && change.id === run.runId) done();
    });
    const timer = setTimeout(done, pollMs);
    signal.addEventListener('abort', done, { once: true });
  });
}
