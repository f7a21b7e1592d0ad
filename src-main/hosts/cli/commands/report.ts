/** `report`, `certificate`: what was learned and measured, as PDF or HTML. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BancadaError, type Locale } from '../../../contract/index.ts';
import { moduleNamed } from '../module-named.ts';
import { reportTexts } from '../report-texts.ts';
import { type CommonOptions, withLab } from '../session.ts';

interface Options extends CommonOptions {
  output: string;
  name?: string;
}

export function addReportCommands(program: Command, locale: Locale): void {
  const t = reportTexts(locale);
  const language = locale === 'en' ? 'en' : 'pt';
  const asked = ({ output, name = '' }: Options) => {
    const format = output.endsWith('.pdf') ? 'pdf' : output.endsWith('.html') ? 'html' : null;
    if (!format) throw new BancadaError('USAGE', { detail: t.outputForm(output) });
    return { language, format, who: name } as const;
  };
  program
    .command('report')
    .description(t.report)
    .requiredOption('-o, --output <file>', t.output)
    .option('--name <name>', t.name)
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      return withLab(options, async ({ client, print }) => {
        const { base64 } = await client.reports.report(asked(options));
        const path = resolve(options.output);
        await writeFile(path, Buffer.from(base64, 'base64'));
        print({ path }, () => t.written(path));
        return 0;
      });
    });
  program
    .command('certificate <challenge>')
    .description(t.certificate)
    .requiredOption('-o, --output <file>', t.output)
    .option('--name <name>', t.name)
    .action((given: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      return withLab(options, async ({ client, print }) => {
        const { base64 } = await client.reports.certificate({ ...asked(options), moduleId: await moduleNamed({ client }, given) });
        const path = resolve(options.output);
        await writeFile(path, Buffer.from(base64, 'base64'));
        print({ path }, () => t.written(path));
        return 0;
      });
    });
}
