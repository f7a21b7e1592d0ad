/** `roadmap`, `skills`, `interview`, `checklist`, `portfolio export`: the general material in a terminal. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BancadaError, type Locale } from '../../../contract/index.ts';
import { checklistText, guideTexts, questionsText, roadmapText, skillsText } from '../guide-text.ts';
import { moduleNamed } from '../module-named.ts';
import { integerOption } from '../options.ts';
import { type CommonOptions, withLab } from '../session.ts';

const languageOf = (locale: Locale) => (locale === 'en' ? 'en' : 'pt');

export function addGuideCommands(program: Command, locale: Locale): void {
  const t = guideTexts(locale);
  const language = languageOf(locale);
  program
    .command('roadmap')
    .description(t.roadmap)
    .option('--week <n>', t.week)
    .option('--done <task>', t.done)
    .option('--undo <task>', t.undo)
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { week?: string; done?: string; undo?: string }>();
      return withLab(options, async ({ client, print }) => {
        for (const [id, done] of [[options.done, true] as const, [options.undo, false] as const])
          if (id !== undefined) await client.guide.tick({ id, done });
        const roadmap = await client.guide.roadmap({ language });
        const week = integerOption('--week', options.week, locale);
        if (week !== undefined && !roadmap.weeks[week - 1]) throw new BancadaError('USAGE', { detail: t.weekUnknown(week, roadmap.weeks.length) });
        print(week === undefined ? roadmap : roadmap.weeks[week - 1]!, () => roadmapText(roadmap, week, t));
        return 0;
      });
    });
  program
    .command('skills')
    .description(t.skills)
    .action((_: unknown, command: Command) =>
      withLab(command.optsWithGlobals<CommonOptions>(), async ({ client, print }) => {
        const areas = await client.guide.skills({ language });
        print({ areas }, () => skillsText(areas));
        return 0;
      }),
    );
  program
    .command('interview')
    .description(t.interview)
    .option('--theme <name>', t.theme)
    .option('--module <id>', t.module)
    .option('--answers', t.answers)
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { theme?: string; module?: string; answers?: boolean }>();
      return withLab(options, async ({ client, print }) => {
        const all = await client.guide.questions({ language });
        const known = [...new Set(all.map(({ theme }) => theme))];
        if (options.theme !== undefined && !known.some((theme) => theme === options.theme))
          throw new BancadaError('USAGE', { detail: t.themeUnknown(options.theme, known.join(', ')) });
        const of = options.module;
        const found = all.filter(
          ({ theme, module }) =>
            (options.theme === undefined || theme === options.theme) && (of === undefined || module === of || module?.startsWith(`${of}-`)),
        );
        print({ questions: found }, () => questionsText(found, options.answers ?? false));
        return 0;
      });
    });
  program
    .command('checklist <challenge>')
    .description(t.checklist)
    .action((challenge: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals<CommonOptions>(), async (session) => {
        const points = await session.client.guide.checklist({ moduleId: await moduleNamed(session, challenge), language });
        session.print({ points }, () => checklistText(points, t));
        return points.every(({ state }) => state !== 'missing') ? 0 : 1;
      }),
    );
  const portfolio = program.command('portfolio').description(t.portfolio);
  portfolio
    .command('export <challenge>')
    .description(t.portfolio)
    .requiredOption('--to <folder>', t.to)
    .action((challenge: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { to: string }>();
      return withLab(options, async (session) => {
        const moduleId = await moduleNamed(session, challenge);
        const made = await session.client.portfolio.write({ moduleId, language, path: resolve(options.to) });
        session.print(made, () => t.made(made));
        return 0;
      });
    });
}
