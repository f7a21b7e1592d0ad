/** `progress`: where the learner is, and what would bring them furthest. */
import type { Command } from 'commander';
import type { Locale } from '../../../contract/index.ts';
import { progressTexts, standingText } from '../progress-texts.ts';
import { type CommonOptions, withLab } from '../session.ts';

export function addProgressCommand(program: Command, locale: Locale): void {
  const t = progressTexts(locale);
  program
    .command('progress')
    .description(t.progress)
    .action((_: unknown, command: Command) =>
      withLab(command.optsWithGlobals<CommonOptions>(), async ({ client, print }) => {
        const standing = await client.progress.standing({ language: locale === 'en' ? 'en' : 'pt' });
        print(standing, () => standingText(standing, t));
        return 0;
      }),
    );
}
