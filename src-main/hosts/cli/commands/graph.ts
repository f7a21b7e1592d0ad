/** `graph check|register|show|live`: several registered models as one version, and how each of them does. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { BancadaError, type Locale } from '../../../contract/index.ts';
import { graphTexts } from '../graph-texts.ts';
import { type CommonOptions, withLab } from '../session.ts';

interface Options extends CommonOptions {
  name?: string;
  alias?: string;
}

interface Live {
  members?: { name: string; state: string; calls: number; rows: number; errors: number; p99: number | null }[];
}

export function addGraphCommands(program: Command, locale: Locale): void {
  const t = graphTexts(locale);
  const graph = program.command('graph').description(t.graph);
  graph
    .command('check <file>')
    .description(t.check)
    .action((file: string, _: Options, command: Command) =>
      withLab(command.optsWithGlobals<Options>(), async ({ client, print }) => {
        const found = await client.modelGraphs.check({ text: textOf(file) });
        print(found, () => (found.problems.length === 0 ? t.fine(found.members.length) : found.problems.map((each) => t.problem(each)).join('\n')));
        return found.problems.length === 0 ? 0 : 1;
      }),
    );
  graph
    .command('register <file>')
    .description(t.register)
    .requiredOption('--name <model>', t.name)
    .option('--alias <alias>', t.alias)
    .action((file: string, _: Options, command: Command) => {
      const { name = '', alias, ...common } = command.optsWithGlobals<Options>();
      return withLab(common, async ({ client, print }) => {
        const made = await client.modelGraphs.compose({ name, text: textOf(file), ...(alias && { alias }) });
        print(made, () => t.registered(made.name, made.version));
        return 0;
      });
    });
  graph
    .command('show <model>')
    .description(t.show)
    .action((target: string, _: Options, command: Command) =>
      withLab(command.optsWithGlobals<Options>(), async ({ client, lab, print }) => {
        const { name, version } = lab.registry.resolve(target);
        const found = await client.modelGraphs.get({ name, version });
        print(found, () => found.text.trimEnd());
        return 0;
      }),
    );
  graph
    .command('live <endpoint>')
    .description(t.live)
    .action((name: string, _: Options, command: Command) =>
      withLab(command.optsWithGlobals<Options>(), async ({ client, print }) => {
        const { status, body } = await client.serving.call({ name, method: 'GET', path: '/graph' });
        const live = (status === 200 ? JSON.parse(body) : {}) as Live;
        if (!live.members) throw new BancadaError('GRAPH_NONE', { name, version: '—' });
        const rows = live.members.map(({ name: member, state, calls, rows: count, errors, p99 }) =>
          [member, state, calls, count, errors, p99 === null ? '—' : p99.toFixed(2)].join('\t'),
        );
        print(live, () => [t.columns.join('\t'), ...rows].join('\n'));
        return 0;
      }),
    );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new BancadaError('FILE_NOT_FOUND', { path });
  }
}
