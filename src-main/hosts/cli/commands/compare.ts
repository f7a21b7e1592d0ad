/** `compare [architectures…]`: the matrix, the reasons of a few side by side, what fits by weights, what the learner's own runs measured; as text, CSV or XLSX. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BancadaError, fitOf, type Language, type Locale } from '../../../contract/index.ts';
import { compareTexts, fitText, matrixText, measuredText, reasonsText } from '../compare-text.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';
import { writeSheets } from '../write-sheets.ts';

interface Options extends CommonOptions {
  measured?: boolean;
  weights?: string;
  output?: string;
}

export function addCompareCommand(program: Command, locale: Locale): void {
  const t = compareTexts(locale);
  program
    .command('compare [architectures...]')
    .description(t.compare)
    .option('--measured', t.measured)
    .option('--weights <list>', t.weights)
    .option('-o, --output <file>', t.output)
    .action((asked: string[], _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      return withLab(options, (session) => compare(session, asked, options));
    });
}

async function compare({ client, locale, print }: Session, asked: string[], { measured, weights, output }: Options): Promise<number> {
  const t = compareTexts(locale);
  const language: Language = locale === 'en' ? 'en' : 'pt';
  const matrix = await client.comparison.matrix();
  const modules = asked.map((given) => matrix.architectures.find(({ id }) => id === given || id.startsWith(`${given}-`))?.id ?? given);
  if (output !== undefined) {
    const path = resolve(output);
    const sheets = await client.sheets.of({ kind: 'comparison', language, ids: modules });
    await writeSheets(path, measured ? sheets.slice(-1) : sheets, locale);
    print({ path }, () => t.written(path));
    return 0;
  }
  if (measured) {
    const rows = (await client.comparison.measured()).filter(({ moduleId }) => modules.length === 0 || modules.includes(moduleId));
    print({ measured: rows }, () => measuredText(rows, language));
    return 0;
  }
  if (weights !== undefined) {
    const fit = fitOf(matrix, weightsOf(weights, matrix, t));
    print({ fit }, () => fitText(matrix, fit, language));
    return 0;
  }
  // Asked for what is not there, it says so as the sheets do.
  if (modules.length > 0) await client.sheets.of({ kind: 'comparison', language, ids: modules });
  const architectures = matrix.architectures.filter(({ id }) => modules.length === 0 || modules.includes(id));
  print({ ...matrix, architectures }, () =>
    modules.length === 0 ? matrixText(matrix, language) : reasonsText({ ...matrix, architectures }, language),
  );
  return 0;
}

type Texts = ReturnType<typeof compareTexts>;
type Client = Session['client'];

/** `latencia=5,custo=3`, or the name of a profile. */
function weightsOf(given: string, { criteria, profiles }: Awaited<ReturnType<Client['comparison']['matrix']>>, t: Texts): Record<string, number> {
  const profile = profiles.find(({ id }) => id === given);
  if (profile) return profile.weights;
  const known = criteria.filter(({ scored }) => scored).map(({ id }) => id);
  return Object.fromEntries(
    given.split(',').map((part) => {
      const [name = '', value = ''] = part.split('=').map((each) => each.trim());
      const weight = Number(value);
      if (!known.includes(name) || value === '' || !(weight >= 0 && weight <= 5))
        throw new BancadaError('USAGE', {
          detail: t.weightForm(
            part,
            known.join(', '),
            profiles.map(({ id }) => id),
          ),
        });
      return [name, weight];
    }),
  );
}
