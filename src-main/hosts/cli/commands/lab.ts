/** `doctor`, `models`, `endpoints`, `serve`, `stop`, `simulate`, `check`. */

import { ORPCError } from '@orpc/server';
import type { Command } from 'commander';
import { type CheckSession, explain, isErrorCode, type Simulation } from '../../../contract/index.ts';
import { moduleNamed } from '../module-named.ts';
import { engineOption, integerOption, scenarioOption, solutionOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';
import type { texts } from '../texts.ts';

type Texts = ReturnType<typeof texts>;

export function addLabCommands(program: Command, t: Texts): void {
  program
    .command('doctor')
    .description(t.doctor)
    .option('--fix', t.doctorFix)
    .action(
      action(async (session, { fix = false }) => {
        const { client, locale, print } = session;
        const mended = fix === true ? await mend(session, t) : [];
        const [machine, python] = await Promise.all([client.system.doctor({ language: locale }), client.system.python({ language: locale })]);
        const absent = python.problem ? [{ ...python.problem, severity: 'warning' as const }] : [];
        const report = { ...machine, python: python.found, problems: [...machine.problems, ...absent], ...(fix === true && { mended }) };
        print(report, () =>
          [JSON.stringify({ ...report, problems: undefined }, null, 2), ...report.problems.map(({ what, fix }) => `${what}\n  ${fix}`)].join('\n'),
        );
        return report.problems.some((problem) => problem.severity === 'error') ? 1 : 0;
      }),
    );
  program
    .command('models')
    .description(t.models)
    .action(
      action(async ({ client, print }) => {
        const models = await client.registry.models();
        print(
          { models },
          () =>
            models
              .map(
                (model) =>
                  `${model.name}  v${model.latestVersion}  ${Object.entries(model.aliases)
                    .map(([alias, version]) => `@${alias}=v${version}`)
                    .join(' ')}`,
              )
              .join('\n') || t.nothing,
        );
        return 0;
      }),
    );
  program
    .command('endpoints')
    .description(t.endpoints)
    .action(
      action(async ({ client, print }) => {
        const endpoints = await client.serving.list();
        print({ endpoints }, () => endpoints.map((one) => `${one.name}  ${one.status}  ${one.url ?? '—'}`).join('\n') || t.nothing);
        return 0;
      }),
    );
  program
    .command('serve <target>')
    .description(t.serve)
    .option('--endpoint <name>', t.endpoint)
    .option('--engine <e>', t.engine)
    .option('--solution <s>', t.solution, 'workspace')
    .option('--port <n>', t.port)
    .action((target: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { endpoint?: string; engine?: string; solution: string; port?: string }>();
      return withLab(options, async ({ client, locale, print }) => {
        const engine = engineOption(options.engine, locale);
        const port = integerOption('--port', options.port, locale);
        const served = await client.serving.serve({
          target,
          solution: solutionOption(options.solution, locale),
          ...(options.endpoint && { endpoint: options.endpoint }),
          ...(engine && { engine }),
          ...(port && { port }),
        });
        const { name, url, engine: used, source, readyMs } = served;
        print({ endpoint: name, url, engine: used, source, readyMs }, () => t.serving(name, url ?? ''));
        return 0;
      });
    });
  program
    .command('stop <endpoint>')
    .description(t.stop)
    .action((endpoint: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        await client.serving.stop({ name: endpoint });
        print({ endpoint, stopped: true }, () => t.stopped(endpoint));
        return 0;
      }),
    );
  program
    .command('simulate <endpoint>')
    .description(t.simulate)
    .option('--scenario <s>', t.scenario, 'stable')
    .option('--requests <n>', t.requests, '1000')
    .option('--seed <n>', t.seed, '1')
    .option('--feature <name>', t.feature)
    .action((endpoint: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & SimulateOptions>();
      return withLab(options, (session) => simulate(session, t, endpoint, options));
    });
  program
    .command('check <challenge>')
    .description(t.check)
    .option('--solution <s>', t.solution, 'workspace')
    .option('--engine <e>', t.engine)
    .option('--seed <n>', t.seed, '7')
    .action((challenge: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { solution: string; engine?: string; seed: string }>();
      return withLab(options, (session) => check(session, t, challenge, options));
    });
}

interface SimulateOptions {
  scenario: string;
  requests: string;
  seed: string;
  feature?: string;
}

async function simulate({ client, locale, print, tell }: Session, t: Texts, endpoint: string, options: SimulateOptions): Promise<number> {
  const requests = integerOption('--requests', options.requests, locale);
  const seed = integerOption('--seed', options.seed, locale);
  const { simulationId } = await client.monitoring.simulate({
    endpoint,
    scenario: scenarioOption(options.scenario),
    ...(requests && { requests }),
    ...(seed !== undefined && { seed }),
    ...(options.feature && { feature: options.feature }),
  });
  let last: Simulation | undefined;
  for await (const snapshot of await client.monitoring.watchSimulation({ simulationId })) {
    last = snapshot;
    tell(`${snapshot.sent}/${snapshot.requests}`);
  }
  if (!last) return 1;
  const drift = (last.report?.features ?? []).map(({ feature, kind, severity, tests }) => ({ feature, kind, severity, tests }));
  print({ ...last, drift }, () =>
    [
      t.drift(last.report?.score ?? 0),
      ...drift.map(({ feature, severity }) => `  ${feature}  ${severity}`),
      last.alerts.length > 0 ? t.alertsRaised(last.alerts.map((alert) => `${alert.rule} (${alert.subjects.join(', ')})`).join('; ')) : t.noAlerts,
    ].join('\n'),
  );
  return last.status === 'done' ? 0 : 1;
}

async function check(
  { client, locale, print, tell }: Session,
  t: Texts,
  given: string,
  options: { solution: string; engine?: string; seed: string },
): Promise<number> {
  const engine = engineOption(options.engine, locale);
  const seed = integerOption('--seed', options.seed, locale);
  const language = locale === 'en' ? 'en' : 'pt';
  const { sessionId } = await client.workspaces.check({
    challengeId: await moduleNamed({ client }, given),
    solution: solutionOption(options.solution, locale),
    language,
    ...(seed !== undefined && { seed }),
    ...(engine && { engine }),
  });
  const told = new Set<string>();
  let last: CheckSession | undefined;
  for await (const snapshot of await client.workspaces.watchCheck({ sessionId })) {
    last = snapshot;
    for (const one of snapshot.checks) {
      if (told.has(one.id) || one.status === 'waiting' || one.status === 'running') continue;
      told.add(one.id);
      tell(`  ${one.id}  ${one.status}${one.message ? `  ${one.message}` : ''}`);
    }
  }
  if (!last) return 1;
  const passed = last.checks.filter((one) => one.status === 'passed').length;
  print(last, () => t.passed(passed, last.checks.length));
  return last.status === 'passed' ? 0 : 1;
}

/** A command without options of its own. */
function action(body: (session: Session, options: Record<string, unknown>) => Promise<number>) {
  return (options: CommonOptions & Record<string, unknown>, command: Command) =>
    withLab(command.optsWithGlobals(), (session) => body(session, options));
}

/** One after the other, for one may end what the next would mend. What cannot be is said, and keeps none of the others from it. */
async function mend({ client, locale, tell }: Session, t: Texts): Promise<{ problem: string; done: boolean }[]> {
  const mended = [];
  for (const first of (await client.system.doctor({ language: locale })).problems) {
    const { problems } = await client.system.doctor({ language: locale });
    const repair = problems.find(({ code }) => code === first.code)?.repair;
    if (!repair) continue;
    try {
      await client.system.repair({ kind: repair });
      tell(t.mended(first.code));
      mended.push({ problem: first.code, done: true });
    } catch (error) {
      if (!(error instanceof ORPCError) || !isErrorCode(error.code)) throw error;
      tell(t.notMended(first.code, Object.values(explain(error.code, error.data ?? {}, locale)).join(' ')));
      mended.push({ problem: first.code, done: false });
    }
  }
  return mended;
}
