/** `run`, `resume`, `runs`, `show`. */
import type { Command } from 'commander';
import type { Locale, PipelineRun } from '../../../contract/index.ts';
import { pausedSteps, untilRest } from '../at-rest.ts';
import { debugTexts } from '../debug-texts.ts';
import { failureText } from '../failure-text.ts';
import { integerOption, paramsOption, runEngineOption, solutionOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';
import { texts } from '../texts.ts';

interface RunOptions extends CommonOptions {
  solution: string;
  engine?: string;
  param: string[];
  cache: boolean;
  pauseBefore: string[];
  force: string[];
}

export function addRunCommands(program: Command, t: ReturnType<typeof texts>, locale: Locale): void {
  program
    .command('run <pipeline>')
    .description(t.run)
    .option('--solution <s>', t.solution, 'workspace')
    .option('--engine <e>', t.runEngine)
    .option('--param <name=value>', t.param, (value: string, all: string[]) => [...all, value], [])
    .option('--no-cache', t.noCache)
    .option('--pause-before <step>', debugTexts(locale).pauseBefore, (value: string, all: string[]) => [...all, value], [])
    .option('--force <step>', debugTexts(locale).force, (value: string, all: string[]) => [...all, value], [])
    .action((pipeline: string, _options: RunOptions, command: Command) => {
      const options = command.optsWithGlobals<RunOptions>();
      return withLab(options, (session) => run(session, pipeline, options), { recover: true });
    });
  program
    .command('resume')
    .description(t.resume)
    .action((_options: CommonOptions, command: Command) =>
      withLab(
        command.optsWithGlobals(),
        async (session) => {
          const runs = await Promise.all(session.lab.recovered.map((runId) => follow(session, runId)));
          session.print({ runs: runs.map(runResult) }, () => runs.map((one) => `${one.runId}  ${one.status}`).join('\n') || t.nothing);
          return runs.every((one) => one.status === 'succeeded') ? 0 : 1;
        },
        { recover: true },
      ),
    );
  program
    .command('runs')
    .description(t.runs)
    .option('--limit <n>', 'n', '100')
    .action((_options: CommonOptions, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { limit: string }>();
      return withLab(options, async ({ client, locale, print }) => {
        const runs = await client.pipelines.list({ limit: integerOption('--limit', options.limit, locale) ?? 100 });
        print(
          { runs },
          () =>
            runs.map((one) => `${one.runId}  ${one.pipeline}  ${one.status}  ${one.engine}  ${Math.round(one.durationMs)} ms`).join('\n') ||
            t.nothing,
        );
        return 0;
      });
    });
  program
    .command('show <runId>')
    .description(t.show)
    .action((runId: string, _options: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const one = await client.pipelines.get({ runId });
        print(runResult(one), () => JSON.stringify(runResult(one), null, 2));
        return 0;
      }),
    );
}

async function run(session: Session, pipeline: string, options: RunOptions): Promise<number> {
  const { client, lab, locale, tell } = session;
  if (lab.recovered.length > 0) {
    tell(texts(locale).interrupted(lab.recovered.length));
    await Promise.all(lab.recovered.map((runId) => untilRest(session, runId)));
  }
  const engine = runEngineOption(options.engine, locale);
  const { runId } = await client.pipelines.start({
    pipeline,
    solution: solutionOption(options.solution, locale),
    params: paramsOption(options.param, locale),
    cache: options.cache,
    pauseBefore: options.pauseBefore,
    force: options.force,
    ...(engine && { engine }),
  });
  return toItsEnd(session, runId);
}

/** Tells of a run's steps until it has ended, and prints it; Ctrl+C cancels it. */
export async function toItsEnd(session: Session, runId: string): Promise<number> {
  const { client, locale, tell, print } = session;
  const cancel = () => void client.pipelines.cancel({ runId }).catch(() => {}); // it may have ended in the meantime
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  const finished = await follow(session, runId);
  process.off('SIGINT', cancel);
  process.off('SIGTERM', cancel);
  const paused = pausedSteps(finished);
  if (paused.length > 0 && finished.endedAt === null) {
    print({ ...runResult(finished), status: 'paused', paused }, () => debugTexts(locale).paused(runId, paused));
    return 0;
  }
  if (finished.error) tell(failureText(finished.error, locale));
  print(runResult(finished), () => texts(locale).ran(finished.status, finished.durationMs));
  return finished.status === 'succeeded' ? 0 : 1;
}

/** Tells of each step as it ends; answers with the run once it has ended, or stands still. */
async function follow(session: Session, runId: string): Promise<PipelineRun> {
  const told = new Set<string>();
  return untilRest(session, runId, (snapshot) => {
    for (const step of snapshot.steps) {
      if (told.has(step.id) || ['pending', 'paused', 'running', 'waiting'].includes(step.status)) continue;
      told.add(step.id);
      session.tell(texts(session.locale).step(step.id, step.status, step.durationMs));
    }
  });
}

function runResult(run: PipelineRun) {
  const { runId, rerunOf, pipeline, solution, engine, status, params, durationMs, metrics, model, endpoint, error } = run;
  const steps = run.steps.map(({ id, status, attempts, cached, origin, durationMs, error }) => ({
    id,
    status,
    attempts,
    cached,
    ...(origin !== null && { origin }),
    durationMs,
    ...(error && { error }),
  }));
  return {
    runId,
    ...(rerunOf !== null && { rerunOf }),
    status,
    pipeline,
    solution,
    engine,
    params,
    durationMs,
    steps,
    metrics,
    model,
    endpoint,
    ...(error && { error }),
  };
}
