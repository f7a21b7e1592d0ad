import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCore } from '../common/test-core.ts';
import type { Alert } from '../contract/alerts.ts';
import type { ChannelTarget, Delivery } from '../contract/channels.ts';
import { type Channels, createChannels } from './index.ts';

let now: number;
let bench: ReturnType<typeof openTestCore>;
let channels: Channels;
const stops: (() => Promise<unknown>)[] = [];

const open = () => createChannels(bench.core, { locale: () => 'pt-BR' });
beforeEach(() => {
  now = 1_700_000_000_000;
  bench = openTestCore({ now: () => now }, 'memory');
  channels = open();
});
afterEach(async () => {
  await channels.close();
  for (const stop of stops.splice(0)) await stop();
  await bench.dispose();
});

const alert: Alert = {
  ...{
    id: 'a1',
    endpoint: 'pinguins',
    rule: 'massa-psi',
    title: 'Massa <estranha>',
    condition: { kind: 'drift', feature: 'massa', statistic: 'psi' },
  },
  ...{ severity: 'critical', status: 'firing', startedAt: 1_699_999_000_000, acknowledgedAt: null, note: null, endedAt: null },
  ...{ value: 0.42, threshold: 0.2, subjects: ['massa'] },
};
async function tell(event: 'fired' | 'resolved' = 'fired', about = alert, only: string[] | null = null): Promise<void> {
  await bench.core.storage.write(() => channels.tell(about, event, only, now));
  channels.wake();
}
const add = (target: ChannelTarget, secret: string | null = null, over: object = {}) =>
  channels.save({ name: 'canal', enabled: true, least: 'info', resolved: true, target, ...over }, secret);
const of = (name = 'canal') => channels.deliveries({ channel: name, limit: 10 });
const ended = (count: number) =>
  expect.poll(() => of().filter(({ status }) => status === 'delivered' || status === 'failed').length, { timeout: 20_000, interval: 10 }).toBe(count);
/** Time goes on only as told here; who sleeps until then is called. */
async function later(ms: number): Promise<void> {
  now += ms;
  channels.wake();
}

function closed(server: Server): Promise<unknown> {
  const done = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  return done;
}

interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A real server; `answer` says with what status it takes the n-th message. */
async function listen(
  answer: (n: number) => number | { status: number; headers: Record<string, string> },
): Promise<{ url: string; heard: Heard[]; server: Server }> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    heard.push({ headers: request.headers, body });
    const said = answer(heard.length);
    const { status, headers } = typeof said === 'number' ? { status: said, headers: {} } : said;
    response.writeHead(status, headers).end(status >= 400 ? 'não agora' : 'ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => closed(server));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/avisos`, heard, server };
}

test('a webhook gets the facts, signed so that it can tell who wrote them and when', async () => {
  const { url, heard } = await listen(() => 200);
  await add({ kind: 'webhook', url }, 'senha-muito-longa');
  await tell();
  await ended(1);
  const { headers, body } = heard[0]!;
  const expected = createHmac('sha256', 'senha-muito-longa').update(`${headers['x-bancada-timestamp']}.${body}`).digest('hex');
  expect(headers['x-bancada-signature']).toBe(`v1=${expected}`);
  expect(headers['x-bancada-timestamp']).toBe('1700000000');
  expect(JSON.parse(body)).toMatchObject({
    event: 'fired',
    title: 'Disparou · Massa <estranha> · pinguins',
    delivery: headers['x-bancada-delivery'],
    alert: { id: 'a1', endpoint: 'pinguins', value: 0.42, subjects: ['massa'], startedAt: '2023-11-14T21:56:40.000Z' },
  });
  expect(of()[0]).toMatchObject({ status: 'delivered', attempts: [{ answer: 'HTTP 200', error: null }] });
  expect(JSON.stringify(channels.list())).not.toContain('senha-muito-longa');
});

test('what does not go through is tried again later, under the same id; what is wrong in itself is not', async () => {
  const { url, heard } = await listen((n) => (n < 3 ? 503 : 204));
  await add({ kind: 'webhook', url });
  await tell();
  await expect.poll(() => of()[0]?.attempts.length, { timeout: 20_000 }).toBe(1);
  expect(of()[0]).toMatchObject({ status: 'waiting', attempts: [{ error: 'HTTP 503: não agora' }] });
  await expect.poll(() => of()[0]?.nextAt ?? 0).toBeGreaterThan(now);
  await later(10_000);
  await expect.poll(() => of()[0]?.attempts.length, { timeout: 20_000 }).toBe(2);
  await later(60_000);
  await ended(1);
  expect(heard.map(({ headers }) => headers['x-bancada-delivery'])).toEqual(Array(3).fill(of()[0]!.id));

  const refusing = await listen(() => 404);
  await add({ kind: 'webhook', url: refusing.url });
  await tell();
  await ended(2);
  expect(of()[0]).toMatchObject({ status: 'failed', attempts: [{ answer: 'HTTP 404' }] });
  await channels.retry(of()[0]!.id);
  await expect.poll(() => of()[0]?.attempts.length, { timeout: 20_000 }).toBe(2);
});

test('news of one alert keeps its order, and a redirect is not followed', async () => {
  const { url, heard } = await listen((n) => (n === 1 ? 500 : 200));
  await add({ kind: 'webhook', url });
  await tell();
  await tell('resolved', { ...alert, status: 'resolved', endedAt: now });
  await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(1);
  await expect.poll(() => of().at(-1)?.nextAt ?? 0).toBeGreaterThan(now);
  await later(10_000);
  await ended(2);
  expect(heard.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual(['fired', 'fired', 'resolved']);
  const away = await listen(() => ({ status: 302, headers: { location: url } }));
  await add({ kind: 'webhook', url: away.url });
  await tell();
  await ended(3);
  expect(heard).toHaveLength(3);
});

test('Slack gets its own words, and its address is in no list and no error', async () => {
  const { url, heard } = await listen((n) => (n === 1 ? 200 : 403));
  await add({ kind: 'slack' }, `${url}/T00/B00/segredo`);
  await tell();
  await ended(1);
  expect(JSON.parse(heard[0]!.body)).toMatchObject({ text: expect.stringContaining('Massa &lt;estranha&gt;'), blocks: [{ type: 'section' }] });
  await tell();
  await ended(2);
  expect(JSON.stringify([channels.list(), of()])).not.toContain('segredo');
  await expect(add({ kind: 'slack' }, 'nada')).rejects.toMatchObject({ code: 'PARAM_INVALID' });
});

test('mail goes over SMTP with a password that is read from the environment; a wrong one is told without being shown', async () => {
  const mails: string[] = [];
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'ana' && password === 'senha-certa' ? done(null, { user: 'ana' }) : done(new Error(`bad password ${password}`)),
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (piece) => (text += String(piece)));
      stream.on('end', () => {
        mails.push(text);
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  const target = {
    kind: 'email',
    host: '127.0.0.1',
    port,
    security: 'none',
    user: 'ana',
    ca: null,
    from: 'lab@example.org',
    to: ['ana@example.org'],
  } as const;
  process.env.SENHA_DE_TESTE = 'senha-certa';
  stops.push(async () => delete process.env.SENHA_DE_TESTE);
  await add({ ...target, to: [...target.to] }, 'env:SENHA_DE_TESTE');
  expect(channels.list().at(-1)?.secret).toBe('env:SENHA_DE_TESTE');
  await channels.test('canal');
  await ended(1);
  expect(of()[0]).toMatchObject({ status: 'delivered', event: 'test', title: 'Teste de canal' });
  expect(mails[0]).toMatch(/To: ana@example.org/);
  await add({ ...target, to: [...target.to] }, 'senha-errada');
  await channels.test('canal');
  await ended(2);
  expect(of()[0]).toMatchObject({ status: 'failed', attempts: [{ answer: '535' }] });
  expect(JSON.stringify(of())).not.toContain('senha-errada');
  // A server that offers no encryption gets no password where it was asked for.
  await add({ ...target, to: [...target.to], security: 'starttls' }, 'senha-certa');
  await channels.test('canal');
  await expect.poll(() => of()[0]?.attempts.length, { timeout: 20_000 }).toBe(1);
  expect(mails).toHaveLength(1);
});

test('who is told: by severity, by the rule, and of the end only who wants to be', async () => {
  const { url } = await listen(() => 200);
  await add({ kind: 'webhook', url }, null, { least: 'critical', resolved: false });
  await tell('fired', { ...alert, severity: 'warning' });
  await tell('fired', alert, ['outro']);
  await tell('resolved');
  await tell('fired', alert, ['canal']);
  await ended(1);
  expect(channels.notices().map(({ event, status }): [Delivery['event'], string] => [event, status])).toEqual([['fired', 'delivered']]);
});

test('a channel that was made after an alert began does not get its end', async () => {
  const { url, heard } = await listen(() => 200);
  await tell();
  await add({ kind: 'webhook', url });
  await tell('resolved', { ...alert, status: 'resolved', endedAt: now });
  await tell('fired', { ...alert, id: 'a2' });
  await tell('resolved', { ...alert, id: 'a2', status: 'resolved', endedAt: now });
  await ended(2);
  expect(heard.map(({ body }) => (JSON.parse(body) as { event: string; alert: { id: string } }).alert.id)).toEqual(['a2', 'a2']);
});

test('a desktop notification is shown by whoever takes it, once', async () => {
  await tell();
  expect((await Promise.all([channels.takeDesktop(), channels.takeDesktop()])).flat()).toHaveLength(1);
  const shown: string[] = [];
  channels.carry(({ title }) => shown.push(title));
  await tell('fired', { ...alert, id: 'a2' });
  await expect.poll(() => shown, { timeout: 20_000 }).toEqual(['Disparou · Massa <estranha> · pinguins']);
  expect(await channels.takeDesktop()).toEqual([]);
});

test('what was not sent when the lab closed is sent by the next one', async () => {
  const { url, heard, server } = await listen(() => 200);
  const { port } = server.address() as AddressInfo;
  await closed(server);
  await add({ kind: 'webhook', url });
  await tell();
  await expect.poll(() => of()[0]?.attempts.length, { timeout: 20_000 }).toBe(1);
  await channels.close();
  channels = open();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await later(60_000);
  await ended(1);
  expect(heard).toHaveLength(1);
});
