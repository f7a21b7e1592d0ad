/** Channels: who is told of alerts, by which way, and what became of each message. Secrets go in and never come out. */
import { z } from 'zod';
import { alertSeverity } from './alerts.ts';
import { instant, procedure } from './base.ts';

const url = z.url({ protocol: /^https?$/, error: '@url' }).max(2000);
const address = z.email({ error: '@email' });

export const channelTarget = z.discriminatedUnion('kind', [
  /** The windows of the lab. */
  z.strictObject({ kind: z.literal('app') }),
  /** A notification of the operating system. */
  z.strictObject({ kind: z.literal('desktop') }),
  /** JSON by POST, signed with the secret where there is one. */
  z.strictObject({ kind: z.literal('webhook'), url }),
  /** Whatever takes Slack's incoming webhooks; the whole address is the secret. */
  z.strictObject({ kind: z.literal('slack') }),
  /** The secret is the password. */
  z.strictObject({
    kind: z.literal('email'),
    host: z.string().min(1).max(253),
    port: z.number().int().min(1).max(65_535).default(587),
    security: z.enum(['none', 'starttls', 'tls']).default('starttls'),
    user: z.string().max(320).nullable().default(null),
    /** Certificate of the authority (PEM) that vouches for the server, besides those that everybody knows. */
    ca: z
      .string()
      .max(50_000)
      .regex(/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/, { error: '@pem' })
      .nullable()
      .default(null),
    from: address,
    to: z.array(address).min(1).max(50),
  }),
]);

export const channel = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: '@alert-id' }),
  enabled: z.boolean().default(true),
  /** Milder alerts are left out. */
  least: alertSeverity.default('info'),
  /** Whether it is also told when an alert is over. */
  resolved: z.boolean().default(true),
  target: channelTarget,
});

export const channelView = channel.extend({
  /** `env:NAME` where it is read from the environment, else only that there is one. */
  secret: z.string().nullable(),
  waiting: z.number().int(),
  failed: z.number().int(),
});

export const delivery = z.object({
  id: z.string(),
  seq: z.number().int(),
  channel: z.string(),
  /** Null for a test. */
  alert: z.string().nullable(),
  event: z.enum(['fired', 'worsened', 'resolved', 'test']),
  title: z.string(),
  body: z.string(),
  status: z.enum(['waiting', 'sending', 'delivered', 'failed']),
  createdAt: instant,
  /** When it is tried again. */
  nextAt: instant.nullable(),
  endedAt: instant.nullable(),
  attempts: z.array(z.object({ at: instant, ms: z.number(), answer: z.string().nullable(), error: z.string().nullable() })),
});

const at = z.object({ name: z.string() });

export const channelsContract = {
  list: procedure().output(z.array(channelView)),
  /** A new one, or one in place of the one of that name. The secret stays unless one is given; null takes it away; `env:NAME` is read when it is needed. */
  save: procedure('PARAM_INVALID')
    .input(channel.extend({ secret: z.string().max(4000).nullable().optional() }))
    .output(z.array(channelView)),
  remove: procedure('CHANNEL_NOT_FOUND').input(at).output(z.array(channelView)),
  /** Sends a message that says that it is a test. Answers when it is on its way; the outcome stands among the deliveries. */
  test: procedure('CHANNEL_NOT_FOUND')
    .input(at)
    .output(z.object({ id: z.string() })),
  /** Newest first. */
  deliveries: procedure()
    .input(z.object({ channel: z.string().optional(), alert: z.string().optional(), limit: z.number().int().min(1).max(500).default(50) }))
    .output(z.array(delivery)),
  /** One that failed is tried again from the beginning. */
  retry: procedure('CHANNEL_NOT_FOUND')
    .input(z.object({ id: z.string() }))
    .output(z.array(delivery)),
  /** What windows show for a moment: the newest of the channel `app`, oldest first. */
  notices: procedure().output(z.array(delivery)),
  /** Takes what waits for a desktop: whoever takes it shows it. */
  takeDesktop: procedure().output(z.array(delivery)),
};

export type ChannelTarget = z.infer<typeof channelTarget>;
export type Channel = z.infer<typeof channel>;
export type ChannelView = z.infer<typeof channelView>;
export type Delivery = z.infer<typeof delivery>;
