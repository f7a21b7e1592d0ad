/** `debug …`, `freeze`, `thaw`, `always`. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { BancadaError, type CacheMode } from '../../../contract/index.ts';
import { pausedSteps } from '../at-rest.ts';
import { debugTexts } from '../debug-texts.ts';
import { paramsOption } from '../options.ts';
import { type CommonOptions, type localeOf, type Session, withLab } from '../session.ts';
import { toItsEnd } from './run.ts';

interface SetOptions extends CommonOptions {
  param: string[];
  input: string[];
  undo: string[];
}

export function addDebugCommands(program: Command, locale: ReturnType<typeof localeOf>): void {
  const t = debugTexts(locale);
  const debug = program.command('debug').description(t.about);
  debug
    .command('show <runId> [step]')
    .description(t.show)
    .action((runId: string, step: string | undefined, _options: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), (session) => show(session, runId, step)),
    );
  for (const [name, next, about] of [
    ['continue', 'continue', t.go],
    ['step', 'step', t.step],
  ] as const) {
    debug
      .command(`${name} <runId> [step]`)
      .description(about)
      .action((runId: string, step: string | undefined, _options: CommonOptions, command: Command) =>
        withLab(command.optsWithGlobals(), async (session) => {
          await session.client.debug.release({ runId, ...(step !== undefined && { step }), next });
          return toItsEnd(session, runId);
        }),
      );
  }
  const many = (value: string, all: string[]) => [...all, value];
  debug
    .command('set <runId> <step>')
    .description(t.set)
    .option('--param <name=value>', t.set, many, [])
    .option('--input <name=file>', t.input, many, [])
    .option('--undo <name>', t.undo, many, [])
    .action((runId: string, step: string, _options: SetOptions, command: Command) => {
      const options = command.optsWithGlobals<SetOptions>();
      return withLab(options, (session) => set(session, runId, step, options));
    });
  debug
    .command('break <runId> <step>')
    .description(t.breakpoint)
    .option('--off', t.off)
    .action((runId: string, step: string, _options: CommonOptions, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { off?: boolean }>();
      return withLab(options, async ({ client, print }) => {
        await client.debug.setBreakpoint({ runId, step, on: !options.off });
        print({ runId, step, breakpoint: !options.off }, () => step);
        return 0;
      });
    });
  debug
    .command('stop <runId>')
    .description(t.stop)
    .action((runId: string, _options: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), async (session) => {
        await session.client.pipelines.cancel({ runId });
        const ended = await session.lab.pipelines.finished(runId);
        session.print({ runId, status: ended.status }, () => ended.status);
        return 0;
      }),
    );
  for (const [name, cache, about] of [
    ['freeze', 'frozen', t.freeze],
    ['thaw', 'on', t.thaw],
    ['always', 'off', t.always],
  ] as const) {
    program
      .command(`${name} <pipeline> <step>`)
      .description(about)
      .action((pipeline: string, step: string, _options: CommonOptions, command: Command) =>
        withLab(command.optsWithGlobals(), (session) => mark(session, pipeline, step, cache)),
      );
  }
}

async function show({ client, locale, print }: Session, runId: string, step: string | undefined): Promise<number> {
  const t = debugTexts(locale);
  if (step === undefined) {
    const paused = pausedSteps(await client.pipelines.get({ runId }));
    print({ runId, paused }, () => (paused.length > 0 ? t.paused(runId, paused) : t.none));
    return 0;
  }
  const view = await client.debug.inspect({ runId, step });
  print(view, () =>
    [
      ...view.params.map(({ name, value, was }) => `  ${name} = ${value}${was === null ? '' : `  (${t.edited}; ${was})`}`),
      ...view.inputs.map(
        ({ name, source, fileName, digest, was }) =>
          `  ${name} ← ${source}  ${fileName}  ${digest.slice(0, 12)}${was === null ? '' : `  (${t.edited})`}`,
      ),
      JSON.stringify(view.context, null, 2),
    ].join('\n'),
  );
  return 0;
}

async function set({ client, locale, print }: Session, runId: string, step: string, { param, input, undo }: SetOptions): Promise<number> {
  const t = debugTexts(locale);
  if (param.length + input.length + undo.length === 0) throw new BancadaError('USAGE', { detail: t.nothing });
  const about = { runId, step };
  for (const [name, value] of Object.entries(paramsOption(param, locale))) await client.debug.setParam({ ...about, name, value });
  for (const [name, file] of Object.entries(paramsOption(input, locale))) {
    await client.debug.setInput({ ...about, name, content: contentOf(file), encoding: 'base64' });
  }
  for (const name of undo) {
    const { params } = await client.debug.inspect(about);
    if (params.some((each) => each.name === name)) await client.debug.setParam({ ...about, name, value: null });
    else await client.debug.setInput({ ...about, name, content: null });
  }
  print(await client.debug.inspect(about), () => t.changed(step));
  return 0;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file).toString('base64');
  } catch {
    throw new BancadaError('FILE_NOT_FOUND', { path: file });
  }
}

async function mark({ client, locale, print }: Session, pipeline: string, step: string, cache: CacheMode): Promise<number> {
  await client.authoring.setCache({ pipeline, step, cache });
  print({ pipeline, step, cache }, () => debugTexts(locale).marked(step, cache === 'off' ? 'false' : cache === 'on' ? 'true' : 'frozen'));
  return 0;
}
