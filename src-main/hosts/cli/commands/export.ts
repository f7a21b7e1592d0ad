/** `export TARGET SUBJECT`: an endpoint or a pipeline as the files of another platform. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BancadaError, type ExportTarget, type Locale } from '../../../contract/index.ts';
import { exportTexts } from '../export-texts.ts';
import { solutionOption } from '../options.ts';
import { type CommonOptions, withLab } from '../session.ts';

const targets: readonly ExportTarget[] = ['kubernetes', 'kserve', 'compose', 'swarm', 'kfp', 'argo', 'airflow', 'vertex', 'sagemaker'];

interface Options extends CommonOptions {
  output?: string;
  registry?: string;
  solution: string;
}

export function addExportCommand(program: Command, locale: Locale): void {
  const t = exportTexts(locale);
  program
    .command('export <target> <subject>')
    .description(t.export)
    .option('-o, --output <folder>', t.output)
    .option('--registry <address>', t.registry)
    .option('--solution <who>', t.solution, 'workspace')
    .action((target: string, subject: string, _: Options, command: Command) => {
      const { output, registry, solution, ...common } = command.optsWithGlobals<Options>();
      return withLab(common, async ({ client, print }) => {
        const known = targets.find((each) => each === target);
        if (!known) throw new BancadaError('USAGE', { detail: t.targetUnknown(target, targets.join(', ')) });
        const asked = { target: known, subject, solution: solutionOption(solution, locale), language: locale === 'en' ? 'en' : 'pt' } as const;
        const done = await client.exports.write({
          ...asked,
          ...(registry !== undefined && { registry }),
          path: resolve(output ?? `${subject}-${known}`),
        });
        print(done, () => t.done(done.path, done.files, done.images));
        return 0;
      });
    });
}
