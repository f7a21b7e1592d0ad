/** Whether a study text says what a run of its reference solution gave: `architectures/NN/figures.ts` names the figures. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { missingIn, type Quotes, type ReferenceRun } from '../../architectures/reference-run.ts';
import { root } from '../support/cli.ts';

const figuresOf = (challengeId: string) => join(root, 'architectures', challengeId, 'figures.ts');
export const isQuoted = (challengeId: string) => existsSync(figuresOf(challengeId));

/** The figures that the text does not say, per language; none for a module without figures of a run. */
export async function unquoted(challengeId: string, run: () => ReferenceRun): Promise<string[]> {
  if (!isQuoted(challengeId)) return [];
  const { quotes } = (await import(figuresOf(challengeId))) as { quotes(run: ReferenceRun): Quotes };
  return missingIn(challengeId, quotes(run()));
}
