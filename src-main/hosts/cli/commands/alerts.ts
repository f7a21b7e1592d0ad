/** `alerts list|rules|export|apply|remove-rule|history|ack|silence|silences|unsilence`. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { BancadaError, type Locale } from '../../../contract/index.ts';
import { storyMs } from '../../../contract/story.ts';
import { alertText, alertTexts, ruleText, silenceText, when } from '../alert-texts.ts';
import { integerOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

export function addAlertCommands(program: Command, locale: Locale): void {
  const t = alertTexts[locale];
  const alerts = program.command('alerts').description(t.alerts);
  alerts
    .command('list')
    .description(t.list)
    .option('--endpoint <name>', t.endpoint)
    .option('--limit <n>', t.limit, '20')
    .action((_: unknown, command: Command) => {
      const { endpoint, limit, ...options } = command.optsWithGlobals<CommonOptions & { endpoint?: string; limit: string }>();
      return withLab(options, async ({ client, print }) => {
        const most = integerOption('--limit', limit, locale);
        const found = await client.monitoring.alerts({ ...(endpoint && { endpoint }), ...(most && { limit: most }) });
        print({ alerts: found }, () => found.map((one) => alertText(one, locale)).join('\n') || t.none);
        return 0;
      });
    });
  alerts
    .command('history <alert>')
    .description(t.history)
    .action((alert: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const events = await client.alerts.history({ id: await wholeId(client, alert) });
        print({ events }, () => events.map(({ at, kind, note }) => `${when(at)}  ${t.events[kind]}${note ? `  ${note}` : ''}`).join('\n'));
        return 0;
      }),
    );
  alerts
    .command('ack <alert>')
    .description(t.ack)
    .option('--note <text>', t.note)
    .action((alert: string, _: unknown, command: Command) => {
      const { note, ...options } = command.optsWithGlobals<CommonOptions & { note?: string }>();
      return withLab(options, async ({ client, print }) => {
        const changed = await client.alerts.acknowledge({ id: await wholeId(client, alert), note: note ?? null });
        print(changed, () => alertText(changed, locale));
        return 0;
      });
    });
  addRuleCommands(alerts, locale);
  addSilenceCommands(alerts, locale);
}

/** People type the beginning. */
async function wholeId(client: Session['client'], start: string): Promise<string> {
  const found = (await client.monitoring.alerts({ limit: 1000 })).filter(({ id }) => id.startsWith(start));
  return found.length === 1 ? found[0]!.id : start;
}

function addRuleCommands(alerts: Command, locale: Locale): void {
  const t = alertTexts[locale];
  alerts
    .command('rules')
    .description(t.rules)
    .action((_: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const rules = await client.alerts.rules();
        print({ rules }, () => rules.map((rule) => ruleText(rule, locale)).join('\n'));
        return 0;
      }),
    );
  alerts
    .command('export [file]')
    .description(t.export)
    .action((file: string | undefined, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const { yaml } = await client.alerts.exportRules();
        if (file) writeFileSync(file, yaml);
        print({ yaml }, () => (file ? t.written(file) : yaml));
        return 0;
      }),
    );
  alerts
    .command('apply <file>')
    .description(t.apply)
    .option('--replace', t.replace)
    .action((file: string, _: unknown, command: Command) => {
      const { replace = false, ...options } = command.optsWithGlobals<CommonOptions & { replace?: boolean }>();
      return withLab(options, async ({ client, print }) => {
        const rules = await client.alerts.importRules({ yaml: readFileSync(file, 'utf8'), file, replace });
        print({ rules }, () => t.applied(rules.length));
        return 0;
      });
    });
  alerts
    .command('remove-rule <rule>')
    .description(t.removeRule)
    .action((id: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const rules = await client.alerts.removeRule({ id });
        print({ rules }, () => t.applied(rules.length));
        return 0;
      }),
    );
}

function addSilenceCommands(alerts: Command, locale: Locale): void {
  const t = alertTexts[locale];
  alerts
    .command('silence <reason>')
    .description(t.silence)
    .option('--rule <id>', t.rule)
    .option('--endpoint <name>', t.endpoint)
    .option('--for <time>', t.time, '1h')
    .action((reason: string, _: unknown, command: Command) => {
      const { rule, endpoint, for: time, ...options } = command.optsWithGlobals<CommonOptions & { rule?: string; endpoint?: string; for: string }>();
      return withLab(options, async ({ client, print }) => {
        const ms = storyMs(time);
        if (!ms) throw new BancadaError('USAGE', { detail: `--for ${time}` });
        const made = await client.alerts.silence({ rule: rule ?? null, endpoint: endpoint ?? null, minutes: ms / 60_000, reason });
        print(made, () => silenceText(made, locale));
        return 0;
      });
    });
  alerts
    .command('silences')
    .description(t.silences)
    .action((_: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const silences = await client.alerts.silences({});
        print({ silences }, () => silences.map((one) => silenceText(one, locale)).join('\n') || t.noSilence);
        return 0;
      }),
    );
  alerts
    .command('unsilence <silence>')
    .description(t.unsilence)
    .action((start: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const known = (await client.alerts.silences({})).filter(({ id }) => id.startsWith(start));
        const silences = await client.alerts.endSilence({ id: known.length === 1 ? known[0]!.id : start });
        print({ silences }, () => silences.map((one) => silenceText(one, locale)).join('\n') || t.noSilence);
        return 0;
      }),
    );
}
