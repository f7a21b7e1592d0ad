/** `cards export`, `cards import`, `cards stats`. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BancadaError, type Locale } from '../../../contract/index.ts';
import { cardTexts, importedText, statsText } from '../card-texts.ts';
import { type CommonOptions, withLab } from '../session.ts';

export function addCardCommands(program: Command, locale: Locale): void {
  const t = cardTexts(locale);
  const cards = program.command('cards').description(t.about);
  cards
    .command('export [file]')
    .description(t.export)
    .option('--own', t.own)
    .action((file: string | undefined, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { own?: boolean }>();
      return withLab(options, async ({ client, print }) => {
        const made = await client.cards.toAnki({ language: locale === 'en' ? 'en' : 'pt', which: options.own ? 'own' : 'all' });
        if (file === undefined) print(made, () => made.text.trimEnd());
        else {
          await writeFile(resolve(file), made.text);
          print({ file: resolve(file), cards: made.cards }, () => t.written(made.cards, file));
        }
        return 0;
      });
    });
  cards
    .command('import <file>')
    .description(t.import)
    .action((file: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals<CommonOptions>(), async ({ client, print }) => {
        const text = await readFile(resolve(file), 'utf8').catch((error: Error) => {
          throw new BancadaError('USAGE', { detail: error.message });
        });
        const told = await client.cards.fromAnki({ text });
        print(told, () => importedText(told, t));
        return told.refused.length > 0 ? 1 : 0;
      }),
    );
  cards
    .command('stats')
    .description(t.stats)
    .action((_: unknown, command: Command) =>
      withLab(command.optsWithGlobals<CommonOptions>(), async ({ client, print }) => {
        const stats = await client.cards.stats();
        print(stats, () => statsText(stats, t, locale));
        return 0;
      }),
    );
}
