/**
 * `sendWebhook`: the facts as JSON. With a secret, `X-Bancada-Signature` is `v1=` and the HMAC-SHA256 of the time, a dot and the body, in hexadecimal; the
 * time is signed too, so that an old message cannot be sent again. `X-Bancada-Delivery` is the same at each attempt.
 */
import { createHmac } from 'node:crypto';
import type { Message } from '../message.ts';
import type { Sent } from './outcome.ts';
import { post } from './post.ts';

export interface Outgoing {
  id: string;
  message: Message;
  secret: string | null;
  /** Milliseconds since 1970. */
  now: number;
  signal: AbortSignal;
}

export function sendWebhook(url: string, { id, message, secret, now, signal }: Outgoing): Promise<Sent> {
  const { event, title, body: text, at, facts } = message;
  const body = JSON.stringify({ delivery: id, event, at, title, text, alert: facts });
  const time = String(Math.floor(now / 1000));
  const signature: Record<string, string> =
    secret === null ? {} : { 'x-bancada-signature': `v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}` };
  return post(url, body, { 'x-bancada-event': event, 'x-bancada-delivery': id, 'x-bancada-timestamp': time, ...signature }, signal);
}

const marks: Record<Message['event'], string> = { fired: '🔴', worsened: '🔴', resolved: '🟢', test: '🔔' };

/** The body that Slack's incoming webhooks take, and Mattermost's and Rocket.Chat's as well. Its address is the secret. */
export function sendSlack({ message, secret, signal }: Outgoing): Promise<Sent> {
  const { title, body, event } = message;
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const text = `${marks[event]} *${escaped(title)}*\n${escaped(body)}`;
  return post(secret ?? '', JSON.stringify({ text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] }), {}, signal);
}
