/** `sheet KIND [names…] -o FILE`: what the lab knows, as a workbook, CSV or JSON. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BancadaError, type Locale, sheetKinds } from '../../../contract/index.ts';
import { type CommonOptions, withLab } from '../session.ts';
import { sheetTexts } from '../sheet-texts.ts';
import { writeSheets } from '../write-sheets.ts';

export function addSheetCommand(program: Command, locale: Locale): void {
  const t = sheetTexts(locale);
  program
    .command('sheet <kind> [names...]')
    .description(t.sheet)
    .requiredOption('-o, --output <file>', t.output)
    .action((given: string, ids: string[], _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { output: string }>();
      return withLab(options, async ({ client, print }) => {
        const kind = sheetKinds.find((each) => each === given);
        if (!kind) throw new BancadaError('USAGE', { detail: t.kindUnknown(given, sheetKinds.join(', ')) });
        const path = resolve(options.output);
        const sheets = await client.sheets.of({ kind, language: locale === 'en' ? 'en' : 'pt', ids });
        await writeSheets(path, sheets, locale);
        const told = sheets.map(({ name, rows }) => ({ name, rows: rows.length }));
        print({ path, sheets: told }, () => t.written(path, told.map(({ name, rows }) => t.table(name, rows)).join(', ')));
        return 0;
      });
    });
}
