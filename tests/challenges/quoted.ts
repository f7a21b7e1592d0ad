/** Whether a study text says what a run of its reference solution gave: `architectures/NN/figures.ts` names the figures. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Quotes, ReferenceRun } from '../../architectures/reference-run.ts';
import { root } from '../support/cli.ts';

/** The figures that the text does not say, per language; none for a module without figures of a run. */
export async function unquoted(challengeId: string, run: () => ReferenceRun): Promise<string[]> {
  const folder = join(root, 'architectures', challengeId);
  if (!existsSync(join(folder, 'figures.ts'))) return [];
  const { quotes } = (await import(join(folder, 'figures.ts'))) as { quotes(run: ReferenceRun): Quotes };
  const figures = Object.entries(quotes(run()));
  return (['pt', 'en'] as const).flatMap((language) => {
    const text = readFileSync(join(folder, language === 'pt' ? 'estudo.md' : 'estudo.en.md'), 'utf8').replaceAll(/[ \t]+/g, ' ');
    return figures.filter(([, quote]) => !text.includes(quote[language])).map(([name, quote]) => `${language} ${name}: ${quote[language]}`);
  });
}
