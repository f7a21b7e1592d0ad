/**
 * `sendEmail`: one message by SMTP. `starttls` and `tls` insist: a server that offers no encryption, or whose certificate nobody vouches for, gets no password.
 * The text is for people: a line for each fact.
 */
import { getCACertificates } from 'node:tls';
import { createTransport } from 'nodemailer';
import type { ChannelTarget } from '../../contract/channels.ts';
import type { Message } from '../message.ts';
import { SendError, type Sent } from './outcome.ts';
import type { Outgoing } from './webhook.ts';

const timeoutMs = 15_000;

export async function sendEmail(target: Extract<ChannelTarget, { kind: 'email' }>, { id, message, secret, signal }: Outgoing): Promise<Sent> {
  // One kept by an older version has none.
  const { host, port, security, user, from, to, ca = null } = target;
  const transport = createTransport({
    ...{ host, port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true },
    ...(ca !== null && { tls: { ca: [...getCACertificates('default'), ca] } }),
    ...(user !== null && { auth: { user, pass: secret ?? '' } }),
  });
  const stop = () => transport.close();
  signal.addEventListener('abort', stop);
  try {
    const sent = await transport.sendMail({
      ...{ from, to, subject: `[Bancada] ${message.title}`, text: mailText(message) },
      // The same at each attempt: mail programs show one that came twice once.
      messageId: `<${id}@bancada.local>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Bancada-Event': message.event },
    });
    return { answer: sent.response };
  } catch (error) {
    const { message: said, responseCode, code } = error as Error & { responseCode?: number; code?: string };
    const isFinal = (responseCode !== undefined && responseCode >= 500) || code === 'EAUTH' || code === 'EENVELOPE';
    throw new SendError(said, { isFinal, answer: responseCode === undefined ? null : String(responseCode) });
  } finally {
    signal.removeEventListener('abort', stop);
    transport.close();
  }
}

function mailText({ title, body, lines = [], at }: Message): string {
  return `${title}\n\n${body}\n\n${[...lines, at].join('\n')}\n\n-- \nBancada\n`;
}
