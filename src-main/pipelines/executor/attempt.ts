/** `runAttempt`: one program, from its launch to what it left. The launch is durable before it starts, its end before anybody acts on it. */
import { existsSync, writeFileSync } from 'node:fs';
import type { Failure } from '../../contract/base.ts';
import type { RunningStep, StepExit } from '../../engines/engine.ts';
import { exitFailure } from '../failures/exit.ts';
import { failureOfError } from '../failures/failure.ts';
import { outputFailure } from '../failures/outputs.ts';
import { createMasker, type Masker } from '../logs/mask.ts';
import { cleaned, knownSecrets, secretEnv } from '../logs/secrets.ts';
import { MemoryTaken } from '../queue/slots.ts';
import type { AttemptRecord, KeyRecord, StoredOutput } from '../records.ts';
import { isAway } from './away.ts';
import { type ActiveStep, changeStep, emptyEvidence, LetGo, leisurely, type RunContext, unhurried } from './context.ts';
import { brokenContract } from './contracts.ts';
import { createEventReader } from './events.ts';
import { clearAttempt, makeOutDir, takingMark } from './folders.ts';
import { launchIdOf, launchOf, outDirOf } from './launch.ts';
import { takeEvidence, takeOutputs } from './outputs.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { untrack } from './tracked.ts';
import { startTracked } from './tracking-access.ts';

export type AttemptResult =
  | { status: 'succeeded'; outputs: StoredOutput[]; attempt: AttemptRecord; exit: StepExit }
  | { status: 'failed'; outputs: StoredOutput[]; attempt: AttemptRecord; failure: Failure; exit: StepExit | null }
  | { status: 'cancelled'; attempt: AttemptRecord }
  /** Ended by nobody of ours: it is made again. `failure` is what it would be called if that happens too often. */
  | { status: 'lost'; attempt: AttemptRecord; failure: Failure | null; exit: StepExit | null }
  /** The engine went away under it, or before it began (`running` is null then). */
  | { status: 'adrift'; attempt: AttemptRecord; running: RunningStep | null };

export interface Adopted {
  attempt: AttemptRecord;
  running: RunningStep;
  /** Its engine was away. */
  afterLoss?: boolean;
}

/** `known`: what the step's key is made of, written with the attempt: a run explains what it began. */
export async function runAttempt(
  context: RunContext,
  step: ActiveStep,
  number: number,
  { adopted, known, queuedAt }: { adopted: Adopted | null; known: KeyRecord; queuedAt: number },
): Promise<AttemptResult> {
  const attempt = adopted?.attempt ?? (await announce(context, step, number, { known, queuedAt }));
  step.evidence = emptyEvidence();
  const now = () => context.deps.core.clock.now();
  const secrets = knownSecrets(context, step);
  let running: RunningStep;
  let launchedAt = 0;
  try {
    running = adopted?.running ?? (await launch(context, step, attempt, secrets));
    launchedAt = now();
    context.started();
    context.ahead.look(step);
  } catch (error) {
    if (error instanceof LetGo) throw error;
    if (isAway(error) && !context.cancelled) return { status: 'adrift', attempt, running: null };
    const failure = failureOfError(error, step.plan.id, context.deps.core.home.logs);
    if (failure.code === 'INTERNAL') context.deps.core.log.error('step did not start', { step: step.plan.id, error });
    return { status: 'failed', outputs: [], attempt, failure, exit: null };
  }
  if (adopted === null) refer(context, running, attempt, launchedAt);
  const recorder = createRecorder(context, step, attempt);
  const stop = () => void stopStep(context, running);
  context.signal.addEventListener('abort', stop, { once: true });
  if (context.signal.aborted) stop();
  try {
    const ended = running.exit.then((exit) => {
      attempt.exitedAt = now();
      return exit;
    });
    const [exit, rest] = await Promise.all([ended, read(context, running, { recorder, secrets })]);
    // Cut off by a loss, a record is not whole: whoever takes the program up reads it from its beginning.
    if (exit.reason !== 'engine-lost') rest();
    await recorder.finish();
    if (exit.reason === 'engine-lost' && !context.cancelled) return { status: 'adrift', attempt, running };
    return await conclude(context, step, {
      masker: createMasker(secrets),
      attempt,
      exit,
      recorder,
      isAdopted: adopted !== null,
      afterLoss: adopted?.afterLoss ?? false,
    });
  } catch (error) {
    // Whatever we could not store, no program is left behind that nobody watches.
    if (!(error instanceof LetGo)) await running.stop('cancelled').catch(() => {});
    throw error;
  } finally {
    context.signal.removeEventListener('abort', stop);
    recorder.close();
  }
}

async function announce(
  context: RunContext,
  step: ActiveStep,
  number: number,
  { known, queuedAt }: { known: KeyRecord; queuedAt: number },
): Promise<AttemptRecord> {
  const { runId } = context.run;
  const launchId = context.ahead.take(step.plan.id) ?? launchIdOf(context, step);
  const at = context.deps.core.clock.now();
  const about = { launchId, runId, stepId: step.plan.id, attempt: number, startedAt: at };
  const attempt: AttemptRecord = { ...about, exitedAt: null, reference: null, stdoutSeen: 0, stderrSeen: 0 };
  const written = changeStep(context, step, { status: 'running', attempts: number, startedAt: at, metrics: {} }, (put) => {
    put.insertAttempt(attempt, { at, queuedAt, memory: step.plan.resources.memoryBytes });
    put.known(runId, step.plan.id, known);
    // Another core may have begun something since the slot was given: whoever is written first has the memory.
    if (!context.deps.slots.stillFits()) throw new MemoryTaken();
  });
  await written.catch((error) => {
    context.engine.forget?.(launchId);
    throw error;
  });
  return attempt;
}

async function launch(context: RunContext, step: ActiveStep, attempt: AttemptRecord, secrets: Set<string>): Promise<RunningStep> {
  await context.runtime(step.plan.run!);
  makeOutDir(outDirOf(context, attempt.launchId));
  const launch = { ...launchOf(context, step, attempt), env: secretEnv(context, step) };
  if (step.plan.search) {
    const { search: file } = step.plan;
    return context.deps.automl!.asStep({ engine: context.engine, launch, file, parentRun: () => context.trackingRun() });
  }
  return step.plan.network === 'tracking' ? startTracked(context, step, { launch, secrets }) : context.engine.start(launch);
}

/**
 * A container is taken up by its reference, so that is written with the next commit, or in a moment; a process never is taken up (it is found by its mark, and
 * ended). Nobody waits for it: until it is written the program is one that was lost, as it is while it starts, and its end is written after it.
 */
function refer(context: RunContext, running: RunningStep, attempt: AttemptRecord, at: number): void {
  attempt.reference = running.reference;
  const patience = context.engine.kind === 'docker' ? unhurried : leisurely;
  context.later(context.change((put) => put.reference(attempt.launchId, running.reference, at), patience));
}

/** Let go of, a step in a container goes on for whoever takes it up; a local process would have no reader, so it ends. */
async function stopStep(context: RunContext, running: RunningStep): Promise<void> {
  if (context.cancelled || context.engine.kind !== 'docker') await running.stop('cancelled').catch(() => {});
}

/** Answers with what takes in the last record of each stream, which no end of line follows. */
async function read(
  context: RunContext,
  running: RunningStep,
  { recorder, secrets }: { recorder: Recorder; secrets: ReadonlySet<string> },
): Promise<() => void> {
  const now = () => context.deps.core.clock.now();
  const readers = { stdout: createEventReader(true, now, createMasker(secrets)), stderr: createEventReader(false, now, createMasker(secrets)) };
  for await (const { stream, data } of running.output) {
    if (context.signal.aborted && !context.cancelled) throw new LetGo();
    recorder.add(stream, readers[stream].push(data));
  }
  return () => {
    for (const stream of ['stdout', 'stderr'] as const) recorder.add(stream, readers[stream].end());
  };
}

interface Conclusion {
  attempt: AttemptRecord;
  exit: StepExit;
  recorder: Recorder;
  isAdopted: boolean;
  afterLoss: boolean;
  masker: Masker;
}

async function conclude(
  context: RunContext,
  step: ActiveStep,
  { attempt, exit, recorder, isAdopted, afterLoss, masker }: Conclusion,
): Promise<AttemptResult> {
  const { core } = context.deps;
  const outDir = outDirOf(context, attempt.launchId);
  const failed = async (failure: Failure): Promise<AttemptResult> => ({
    status: 'failed',
    outputs: await takeEvidence(core, step.plan, outDir),
    attempt,
    failure: cleaned(failure, masker), // it quotes the learner's own lines
    exit,
  });
  const { codeDir } = context.run.plan;
  const failure = exitFailure({ step: step.plan, exit, said: recorder.said, stderr: recorder.lastErrors, lastWords: recorder.lastWords, codeDir });
  if (failure && context.cancelled) return { status: 'cancelled', attempt };
  if (afterLoss && exit.isWhole === false) return { status: 'lost', attempt, failure, exit };
  if (failure && isFromOutside(context, exit, isAdopted) && recorder.said === null) return { status: 'lost', attempt, failure, exit };
  if (failure) return failed(failure);
  // Taking moves files away: a core that died in the middle of it leaves a folder that tells nothing any more.
  const taking = takingMark(outDir);
  if (isAdopted && existsSync(taking)) return { status: 'lost', attempt, failure: null, exit };
  try {
    const wrong = outputFailure(step.plan, outDir, codeDir);
    if (wrong) return failed(wrong);
    if (step.plan.outputs.length > 0) writeFileSync(taking, '');
    const outputs = await takeOutputs(core, step.plan, outDir);
    const broken = await brokenContract(context, step, outputs);
    if (broken) return { status: 'failed', outputs, attempt, failure: cleaned(broken, masker), exit };
    return { status: 'succeeded', outputs, attempt, exit };
  } catch (error) {
    if (context.cancelled) return { status: 'cancelled', attempt };
    if (context.signal.aborted || error instanceof LetGo) throw new LetGo();
    return failed(failureOfError(error, step.plan.id, core.home.logs));
  }
}

/**
 * An engine that is shut down ends its containers (143, or 137 when they do not listen), and calls 255 what was gone when it came back.
 * A program that takes too much memory ends with 137 as well, but the engine says so.
 */
function isFromOutside({ engine }: RunContext, { reason, code }: StepExit, isAdopted: boolean): boolean {
  return engine.kind === 'docker' && reason === 'exited' && (code === 137 || code === 143 || (isAdopted && code === 255));
}

/** Of an attempt whose program is gone and left no end: nothing of it stays, in one write. */
export async function endLost(context: RunContext, attempt: AttemptRecord): Promise<void> {
  const step = context.steps.get(attempt.stepId);
  const forgotten = step && untrack(context, step, attempt);
  await Promise.all([forgotten, context.change((put) => put.endAttempt(attempt, 'lost', context.deps.core.clock.now()))]);
  await clearAttempt(context, attempt);
}
