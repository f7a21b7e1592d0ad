/** `rerun`, `explain`. */
import type { Command } from 'commander';
import { BancadaError, type Locale, type Rerun } from '../../../contract/index.ts';
import { untilRest } from '../at-rest.ts';
import { paramsOption, runEngineOption } from '../options.ts';
import { type CommonOptions, withLab } from '../session.ts';
import { texts } from '../texts.ts';
import { planText, whyText } from '../why-text.ts';
import { toItsEnd } from './run.ts';

interface RerunOptions extends CommonOptions {
  from?: string;
  only?: string;
  param: string[];
  code: string;
  engine?: string;
  cache: boolean;
  dryRun?: boolean;
}

export function addRerunCommands(program: Command, t: ReturnType<typeof texts>): void {
  program
    .command('rerun <runId>')
    .description(t.rerun)
    .option('--from <failed|step>', t.rerunFrom)
    .option('--only <step>', t.rerunOnly)
    .option('--param <name=value>', t.param, (value: string, all: string[]) => [...all, value], [])
    .option('--code <workspace|snapshot>', t.rerunCode, 'workspace')
    .option('--engine <e>', t.rerunEngine)
    .option('--no-cache', t.noCache)
    .option('--dry-run', t.rerunDry)
    .action((runId: string, _options: RerunOptions, command: Command) => {
      const options = command.optsWithGlobals<RerunOptions>();
      return withLab(
        options,
        async (session) => {
          const { client, lab, locale, print } = session;
          const asked = rerunOf(runId, options, locale);
          await Promise.all(lab.recovered.map((open) => untilRest(session, open)));
          if (!options.dryRun) return toItsEnd(session, (await client.pipelines.rerun(asked)).runId);
          const plan = await client.pipelines.rerunPlan(asked);
          print(plan, () => planText(plan, locale));
          return 0;
        },
        { recover: true },
      );
    });
  program
    .command('explain <runId> <step>')
    .description(t.explain)
    .action((runId: string, step: string, _options: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, locale, print }) => {
        const why = await client.pipelines.explain({ runId, step });
        print(why, () => whyText(why, locale));
        return 0;
      }),
    );
}

function rerunOf(runId: string, { from, only, param, code, engine, cache }: RerunOptions, locale: Locale): Rerun {
  const t = texts(locale);
  if (from !== undefined && only !== undefined) throw new BancadaError('USAGE', { detail: t.rerunOne });
  if (code !== 'workspace' && code !== 'snapshot') throw new BancadaError('USAGE', { detail: t.codeUnknown(code) });
  const own = runEngineOption(engine, locale);
  const common = { runId, params: paramsOption(param, locale), code, cache, ...(own && { engine: own }) } as const;
  if (only !== undefined) return { ...common, mode: 'only', step: only };
  if (from === undefined) return { ...common, mode: 'all' };
  return from === 'failed' ? { ...common, mode: 'failed' } : { ...common, mode: 'from', step: from };
}
