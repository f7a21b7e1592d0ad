/** `channels list|add|remove|test|deliveries|retry`. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { BancadaError, type Locale } from '../../../contract/index.ts';
import { channelText, channelTexts, deliveryText } from '../channel-texts.ts';
import { type CommonOptions, withLab } from '../session.ts';

interface AddOptions extends CommonOptions {
  webhook?: string;
  slack?: boolean;
  email?: string;
  smtp?: string;
  security: 'none' | 'starttls' | 'tls';
  ca?: string;
  user?: string;
  from?: string;
  secret?: string;
  least: 'info' | 'warning' | 'critical';
  resolved: boolean;
  off?: boolean;
}

export function addChannelCommands(program: Command, locale: Locale): void {
  const t = channelTexts[locale];
  const channels = program.command('channels').description(t.channels);
  channels
    .command('list')
    .description(t.list)
    .action((_: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const found = await client.channels.list();
        print({ channels: found }, () => found.map((one) => channelText(one, locale)).join('\n'));
        return 0;
      }),
    );
  channels
    .command('add <name>')
    .description(t.add)
    .option('--webhook <url>', t.webhook)
    .option('--slack', t.slack)
    .option('--email <addresses>', t.email)
    .option('--smtp <host:port>', t.smtp)
    .option('--security <s>', t.security, 'starttls')
    .option('--ca <file>', t.ca)
    .option('--user <user>', t.user)
    .option('--from <address>', t.from)
    .option('--secret <secret>', t.secret)
    .option('--least <severity>', t.least, 'info')
    .option('--no-resolved', t.unresolved)
    .option('--off', t.off)
    .action((name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<AddOptions>();
      return withLab(options, async ({ client, print }) => {
        const { secret, least, resolved, off = false } = options;
        const target = targetOf(options, t.oneTarget);
        const found = await client.channels.save({ name, target, least, resolved, enabled: !off, ...(secret !== undefined && { secret }) });
        print({ channels: found }, () => found.map((one) => channelText(one, locale)).join('\n'));
        return 0;
      });
    });
  channels
    .command('remove <name>')
    .description(t.remove)
    .action((name: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        await client.channels.remove({ name });
        print({ removed: name }, () => t.removed(name));
        return 0;
      }),
    );
  addDeliveryCommands(channels, locale);
}

function targetOf({ webhook, slack, email, smtp, security, ca, user, from }: AddOptions, detail: string) {
  if (webhook !== undefined) return { kind: 'webhook' as const, url: webhook };
  if (slack) return { kind: 'slack' as const };
  const [host = '', port = '587'] = (smtp ?? '').split(':');
  if (email === undefined || host === '' || from === undefined) throw new BancadaError('USAGE', { detail });
  const to = email.split(',').map((one) => one.trim());
  return { kind: 'email' as const, host, port: Number(port), security, user: user ?? null, ca: ca === undefined ? null : certificate(ca), from, to };
}

function addDeliveryCommands(channels: Command, locale: Locale): void {
  const t = channelTexts[locale];
  channels
    .command('test <name>')
    .description(t.test)
    .action((name: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, lab, print }) => {
        // The first attempt decides: whoever tests a channel does not want to wait for the ones after it.
        const tried = Promise.withResolvers<void>();
        let id = '';
        const stop = lab.core.changes.listen(({ topic }) => {
          const found = topic === 'channels' && lab.channels.deliveries({ channel: name, limit: 20 }).find((one) => one.id === id);
          if (found && (found.attempts.length > 0 || found.endedAt !== null)) tried.resolve();
        });
        ({ id } = await client.channels.test({ name }));
        const [shown] = lab.channels.deliveries({ channel: name, limit: 1 });
        // Of the windows' own ways nobody here can say what becomes of them.
        const { kind } = lab.channels.list().find((one) => one.name === name)!.target;
        if (shown?.endedAt === null && kind !== 'desktop') await tried.promise;
        stop();
        const done = lab.channels.deliveries({ channel: name, limit: 20 }).find((one) => one.id === id)!;
        print(done, () => deliveryText(done, locale));
        return done.status === 'delivered' || kind === 'desktop' ? 0 : 1;
      }),
    );
  channels
    .command('deliveries [name]')
    .description(t.deliveries)
    .action((name: string | undefined, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const deliveries = await client.channels.deliveries(name === undefined ? {} : { channel: name });
        print({ deliveries }, () => deliveries.map((one) => deliveryText(one, locale)).join('\n') || t.none);
        return 0;
      }),
    );
  channels
    .command('retry <delivery>')
    .description(t.retry)
    .action((start: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const known = (await client.channels.deliveries({ limit: 500 })).filter(({ id }) => id.startsWith(start));
        const deliveries = await client.channels.retry({ id: known.length === 1 ? known[0]!.id : start });
        print({ deliveries }, () => deliveries.map((one) => deliveryText(one, locale)).join('\n'));
        return 0;
      }),
    );
}

function certificate(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BancadaError('FILE_NOT_FOUND', { path }, { cause: error });
  }
}
