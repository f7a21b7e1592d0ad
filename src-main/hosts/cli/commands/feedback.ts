/** `feedback list|load|start|pause|resume|remove|play`, `truth`, `performance`, `play`. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { BancadaError, type Locale } from '../../../contract/index.ts';
import { storyMs } from '../../../contract/story.ts';
import { feedbackTexts, performanceText, policyText } from '../feedback-texts.ts';
import { integerOption, solutionOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';
import { playChallenge } from './feedback-play.ts';

const usage = (detail: string) => new BancadaError('USAGE', { detail });

export function addFeedbackCommands(program: Command, locale: Locale): void {
  const t = feedbackTexts[locale];
  const feedback = program.command('feedback').description(t.feedback);
  feedback
    .command('list')
    .description(t.list)
    .action((_: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const policies = await client.feedback.list();
        print({ policies }, () => policies.map((state) => policyText(state, locale)).join('\n') || t.none);
        return 0;
      }),
    );
  feedback
    .command('load <challenge>')
    .description(t.load)
    .option('--solution <s>', t.solution, 'workspace')
    .action((challenge: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { solution: string }>();
      return withLab(options, async ({ client, print }) => {
        const state = await client.feedback.load({ challenge, solution: solutionOption(options.solution, locale) });
        print(state, () => policyText(state, locale));
        return 0;
      });
    });
  for (const action of ['pause', 'resume'] as const) {
    feedback
      .command(`${action} <policy>`)
      .description(t[action])
      .action((name: string, _: unknown, command: Command) =>
        withLab(command.optsWithGlobals(), async ({ client, print }) => {
          const state = await client.feedback.pause({ name, paused: action === 'pause' });
          print(state, () => policyText(state, locale));
          return 0;
        }),
      );
  }
  feedback
    .command('remove <policy>')
    .description(t.remove)
    .action((name: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        await client.feedback.remove({ name });
        print({ removed: name }, () => name);
        return 0;
      }),
    );
  feedback
    .command('play <challenge>')
    .description(t.play)
    .option('--solution <s>', t.solution, 'workspace')
    .option('--engine <e>', t.engine)
    .option('--story <file>', t.story)
    .action((challenge: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { solution: string; engine?: string; story?: string }>();
      return withLab(options, (session) => playChallenge(session, challenge, options), { recover: true });
    });
  addTruth(program, locale);
}

function addTruth(program: Command, locale: Locale): void {
  const t = feedbackTexts[locale];
  program
    .command('truth <endpoint> <file>')
    .description(t.truth)
    .action((endpoint: string, file: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const truths = truthsOf(file, locale);
        let told = 0;
        for (let from = 0; from < truths.length; from += 10_000)
          told += (await client.monitoring.tellTruth({ endpoint, truths: truths.slice(from, from + 10_000) })).told;
        print({ told, given: truths.length }, () => t.told(told));
        return 0;
      }),
    );
  program
    .command('truth-door <endpoint>')
    .description(t.door)
    .option('--shut', t.shut)
    .action((endpoint: string, _: unknown, command: Command) => {
      const { shut = false, ...options } = command.optsWithGlobals<CommonOptions & { shut?: boolean }>();
      return withLab(options, async ({ client, print }) => {
        if (shut) {
          await client.monitoring.shutTruthDoor({ endpoint });
          print({ endpoint, shut: true }, () => t.doorShut);
          return 0;
        }
        const door = (await client.monitoring.truthDoor({ endpoint })) ?? (await client.monitoring.openTruthDoor({ endpoint }));
        print(door, () => t.doorOpen(door.url ?? '', door.token));
        return 0;
      });
    });
  program
    .command('performance <endpoint>')
    .description(t.performance)
    .option('--window <time>', t.windowOption, '1m')
    .option('--windows <n>', t.windows, '60')
    .action((endpoint: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { window: string; windows: string }>();
      return withLab(options, async ({ client, print }) => {
        const windowMs = storyMs(options.window);
        if (windowMs === null) throw usage(`--window ${options.window}`);
        const found = await client.monitoring.performance({ endpoint, windowMs, windows: integerOption('--windows', options.windows, locale) ?? 60 });
        print(found, () => performanceText(found, locale));
        return 0;
      });
    });
  program
    .command('play <endpoint> <file>')
    .description(t.story)
    .action((endpoint: string, file: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), (session) => playStory(session, endpoint, file)),
    );
}

async function playStory({ client, lab, locale, print }: Session, endpoint: string, file: string): Promise<number> {
  const { parseStory } = await import('../../../monitoring/simulator/timeline/file.ts');
  const { id } = await client.monitoring.playTimeline({ endpoint, timeline: parseStory(readFileSync(file, 'utf8'), file), resume: true });
  const cancel = () => void client.monitoring.cancelPlay({ id });
  process.once('SIGINT', cancel);
  await lab.monitoring.plays.ended(id);
  process.off('SIGINT', cancel);
  const done = lab.monitoring.plays.get(id);
  print(done, () => feedbackTexts[locale].played(done.sent, done.failed));
  return done.status === 'done' ? 0 : 1;
}

function truthsOf(file: string, locale: Locale): { id: string; label: string }[] {
  const lines = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const wrong = () => usage(`${file}: ${feedbackTexts[locale].fileShape}`);
  if (lines[0]?.startsWith('{')) {
    return lines.map((line) => {
      const { id, label } = JSON.parse(line) as { id?: unknown; label?: unknown };
      if (id === undefined || label === undefined) throw wrong();
      return { id: String(id), label: String(label) };
    });
  }
  const [header = '', ...rows] = lines;
  const names = header.split(',').map((name) => name.trim());
  const [id, label] = [names.indexOf('id'), names.indexOf('label')];
  if (id < 0 || label < 0) throw wrong();
  return rows.map((row) => row.split(',')).map((cells) => ({ id: cells[id] ?? '', label: cells[label] ?? '' }));
}
