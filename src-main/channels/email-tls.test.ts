/** Mail over real TLS, both ways, to a server that an authority of its own vouches for (`test-tls`: made with openssl for these tests, worth nothing elsewhere). */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alert } from '../contract/alerts.ts';
import { messageOf } from './message.ts';
import { sendEmail } from './send/email.ts';

const pem = (name: string) => readFileSync(new URL(`./test-tls/${name}.pem`, import.meta.url), 'utf8');
const ca = pem('ca');
const alert: Alert = {
  ...{ id: 'a1', endpoint: 'pinguins', rule: 'massa-psi', title: 'Massa estranha', condition: { kind: 'drift', feature: 'massa', statistic: 'psi' } },
  ...{ severity: 'critical', status: 'firing', startedAt: Date.UTC(2025, 2, 1), acknowledgedAt: null, note: null, endedAt: null },
  ...{ value: 0.42, threshold: 0.2, subjects: ['massa'] },
};

describe.each(['starttls', 'tls'] as const)('mail by %s', (security) => {
  const heard: { secure: boolean; text: string }[] = [];
  const passwords: string[] = [];
  const server = new SMTPServer({
    ...{ secure: security === 'tls', key: pem('key'), cert: pem('cert') },
    onAuth({ password }, _session, done) {
      passwords.push(String(password));
      done(null, { user: 'ana' });
    },
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (piece) => (text += String(piece)));
      stream.on('end', () => {
        heard.push({ secure: session.secure, text });
        done();
      });
    },
  });
  server.on('error', () => {});
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const send = (trusted: string | null, host = '127.0.0.1') => {
    const { port } = server.server.address() as AddressInfo;
    const message = messageOf(alert, 'fired', 'pt-BR', Date.UTC(2025, 2, 1));
    const outgoing = { id: 'e1', message, secret: 'senha', now: 0, signal: AbortSignal.timeout(20_000) };
    return sendEmail({ kind: 'email', host, port, security, user: 'ana', ca: trusted, from: 'lab@example.org', to: ['ana@example.org'] }, outgoing);
  };

  test('arrives encrypted where its authority is known, as text that a person reads', async () => {
    expect((await send(ca)).answer).toMatch(/^250/);
    const [{ secure, text }] = heard as [{ secure: boolean; text: string }];
    expect(secure).toBe(true);
    expect(text).toMatch(/Content-Type: text\/plain; charset=utf-8/);
    const body = decoded(text);
    expect(body).toContain('Disparou · Massa estranha · pinguins');
    for (const line of ['Regra: Massa estranha', 'Endpoint: pinguins', 'Gravidade: crítico', 'Valor: 0,42', 'Limite: 0,2', 'Atributos: massa'])
      expect(body.split('\n')).toContain(line);
  });

  test('gives a server that nobody vouches for neither the message nor the password', async () => {
    passwords.length = 0;
    heard.length = 0;
    await expect(send(null)).rejects.toMatchObject({ message: expect.stringMatching(/certificate/) });
    expect([passwords, heard]).toEqual([[], []]);
  });
});

/** Quoted-printable or base64, as the mail says. */
function decoded(mail: string): string {
  const [head = '', ...rest] = mail.split('\r\n\r\n');
  const body = rest.join('\n\n').replaceAll('\r\n', '\n');
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
