import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whole } from './index.ts';
import { type Backend, backend, freePort, revision, type TestGateway, testGateway } from './test-gateway.ts';

let one: Backend;
let two: Backend;
let gate: TestGateway;
let agent: Agent;

const limits = { perReplica: 32, queue: 256, queueMs: 20_000, away: { queue: 256, queueMs: 20_000 }, timeoutMs: 20_000 };

beforeAll(async () => {
  gate = await testGateway([]);
});
afterAll(() => gate.close());
beforeEach(async () => {
  agent = new Agent({ keepAlive: true });
  [one, two] = [await backend('one'), await backend('two')];
  await gate.route({ stable: 1, revisions: [revision(1, whole, one)], sticky: null, shadow: null, language: 'en', limits });
});
afterEach(async () => {
  agent.destroy();
  await Promise.all([one.close(), two.close()]);
});

interface Answer {
  status: number;
  body: string;
  headers: Record<string, string | string[] | undefined>;
}

function ask(
  path = '/predict',
  { method = 'POST', body = '{}', headers = {} }: { method?: string; body?: string; headers?: Record<string, string> } = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = request(`${gate.url}${path}`, { method, agent, headers: { 'content-length': Buffer.byteLength(body), ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode!, body: text, headers: answer.headers }));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** It answers once the returned function is called. */
function hold(held: Backend): () => void {
  let release = () => {};
  held.how.until = new Promise((resolve) => {
    release = resolve;
  });
  return release;
}

const labelOf = ({ body }: Answer) => (JSON.parse(body) as { label: string }).label;

describe('switching', () => {
  it('loses none of the requests of many switches', async () => {
    const counts: Record<string, number> = {};
    let going = true;
    const client = async () => {
      while (going) {
        const answer = await ask();
        counts[answer.status] = (counts[answer.status] ?? 0) + 1;
      }
    };
    const clients = Promise.all(Array.from({ length: 8 }, client));
    for (let i = 0; i < 60; i++) await gate.route({ stable: 1 + (i % 2), revisions: [revision(1 + (i % 2), whole, i % 2 === 0 ? one : two)] });
    going = false;
    await clients;
    expect(Object.keys(counts)).toEqual(['200']);
    expect(one.asked).toBeGreaterThan(0);
    expect(two.asked).toBeGreaterThan(0);
  });

  it('says when what left the routes has answered what it had', async () => {
    const release = hold(one);
    const slow = ask();
    await expect.poll(() => one.asked).toBe(1);
    await gate.route({ stable: 2, revisions: [revision(2, whole, two)] });
    let drained = false;
    const draining = gate.gateway.drained(['one'], 30_000).then(() => {
      drained = true;
    });
    expect(labelOf(await ask())).toBe('two');
    expect(drained).toBe(false);
    release();
    await draining;
    expect(labelOf(await slow)).toBe('one');
    expect(labelOf(await ask())).toBe('two');
  });

  it('ignores a snapshot that is older than what it follows', async () => {
    await Promise.all([gate.gateway.apply(), gate.gateway.apply(), gate.route({ revisions: [revision(1, whole, two)] })]);
    expect(labelOf(await ask())).toBe('two');
  });
});

describe('shares', () => {
  it('gives each revision its share, within five standard deviations', async () => {
    await gate.route({ revisions: [revision(2, whole * 0.2, two), revision(1, whole * 0.8, one)] });
    const n = 1000;
    for (let i = 0; i < n; i += 50) await Promise.all(Array.from({ length: 50 }, () => ask()));
    expect(Math.abs(two.asked - n * 0.2)).toBeLessThan(5 * Math.sqrt(n * 0.2 * 0.8));
  });

  it('keeps a person with one revision, also when its share grows, and gives a cookie to who has none', async () => {
    const split = (share: number) =>
      gate.route({ sticky: { by: 'cookie', name: 'who' }, revisions: [revision(2, whole * share, two), revision(1, whole * (1 - share), one)] });
    await split(0.3);
    const given = await ask();
    expect(String(given.headers['set-cookie'])).toMatch(/^who=[\w-]{36};/);
    const of = async (key: string) => labelOf(await ask('/predict', { headers: { cookie: `other=1; who=${key}` } }));
    const keys = Array.from({ length: 60 }, (_, i) => `k${i}`);
    const before = await Promise.all(keys.map(of));
    expect(await Promise.all(keys.map(of))).toEqual(before);
    expect(new Set(before)).toEqual(new Set(['one', 'two']));
    await split(0.6);
    const after = await Promise.all(keys.map(of));
    expect(keys.filter((_, i) => before[i] === 'two' && after[i] !== 'two')).toEqual([]);
  });

  it('shows a revision without traffic to who asks for it by its number', async () => {
    await gate.route({ revisions: [revision(7, 0, two), revision(1, whole, one)] });
    const answer = await ask('/predict', { headers: { 'x-bancada-revision': '7' } });
    expect([labelOf(answer), answer.headers['x-bancada-revision']]).toEqual(['two', '7']);
  });
});

describe('shadow', () => {
  it('copies requests, compares, and never makes the person wait', async () => {
    const release = hold(two);
    await gate.route({ shadow: { revision: 2, share: whole }, revisions: [revision(2, 0, two), revision(1, whole, one)] });
    const windows: { compared: number; different: number; examples: { shadow: string }[] }[] = [];
    const stop = gate.gateway.onWindows((all) => void (all[0]?.shadow && windows.push(all[0].shadow)));
    for (let i = 0; i < 20; i++) expect(labelOf(await ask())).toBe('one');
    expect(windows).toEqual([]);
    release();
    await expect.poll(() => windows.reduce((sum, { different }) => sum + different, 0), { timeout: 10_000 }).toBe(20);
    expect(windows.flatMap(({ examples }) => examples)[0]!.shadow).toMatch(/two/);
    stop();
  });
});

describe('trouble', () => {
  it('asks another replica for a prediction whose replica died, but not for what may have had an effect', async () => {
    await gate.route({ revisions: [revision(1, whole, one, two)] });
    const dying = connect({ port: one.port, host: '127.0.0.1' });
    dying.destroy();
    one.server.removeAllListeners('request');
    one.server.on('request', (asked) => asked.socket.destroy());
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/predict')));
    expect(new Set(answers.map(labelOf))).toEqual(new Set(['two']));
    await gate.route({ revisions: [revision(1, whole, { ...one, id: 'again' })] });
    expect((await ask('/order')).status).toBe(502);
  });

  it('waits for a replica that is not there, and sends nothing to it while its breaker is open', async () => {
    const { port } = two;
    await two.close();
    await gate.route({ revisions: [revision(1, whole, { id: 'gone', port })] });
    const waiting = ask();
    await gate.route({ revisions: [revision(1, whole, one)] });
    expect(labelOf(await waiting)).toBe('one');
    two = await backend('two');
  });

  it('falls back to the stable revision when the candidate is gone', async () => {
    const { port } = two;
    await two.close();
    await gate.route({ revisions: [revision(2, whole, { id: 'gone', port }), revision(1, 0, one)] });
    for (let i = 0; i < 5; i++) expect(labelOf(await ask())).toBe('one');
    two = await backend('two');
  });

  it('says what is wrong in the language of the lab, from when it is told', async () => {
    const wrong = async () => JSON.parse((await ask('/_outcome', { body: '{"key": 3}' })).body) as { error: { code: string; message: string } };
    expect((await wrong()).error).toEqual({ code: 'OUTCOME_SHAPE', message: 'The body expected is {"key": text, "value": number}.' });
    await gate.route({ language: 'pt', revisions: [] });
    expect((await wrong()).error.message).toBe('O corpo esperado é {"key": texto, "value": número}.');
    const nobody = await ask();
    expect([nobody.status, JSON.parse(nobody.body).error]).toEqual([
      503,
      { code: 'NO_REVISION', message: 'Nenhuma revisão deste serviço recebe pedidos agora.' },
    ]);
  });

  it('refuses what is too much, with when to come back', async () => {
    const release = hold(one);
    await gate.route({ limits: { ...limits, perReplica: 2, queue: 2 } });
    const refused: Answer[] = [];
    const all = Array.from({ length: 10 }, () =>
      ask().then((answer) => {
        if (answer.status === 503) refused.push(answer);
        return answer;
      }),
    );
    await expect.poll(() => refused.length, { timeout: 15_000 }).toBe(6);
    release();
    const answers = await Promise.all(all);
    expect(refused[0]!.headers['retry-after']).toBe('1');
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4);
  });

  it('answers 504 when a replica takes too long, and asks nobody else', async () => {
    const release = hold(one);
    await gate.route({ revisions: [revision(1, whole, one)], limits: { ...limits, timeoutMs: 100 } });
    const { status, body } = await ask();
    expect(status).toBe(504);
    expect(JSON.parse(body)).toEqual({ error: { code: 'REPLICA_TIMEOUT', message: 'The replica did not answer in time.' } });
    expect(one.asked).toBe(1);
    release();
  });

  it.runIf(process.platform === 'linux')('refuses and loses nothing of what comes while it is killed: its partner takes over', async () => {
    const owner = gate.owner()!;
    const pid = Number(owner.split(':')[0]);
    const partners = () => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    await expect.poll(partners, { timeout: 15_000 }).toMatch(/^\d+$/);
    const partner = partners();
    // The end of a route is answered when the partner has let its door go: then it follows.
    const [first] = gate.routes;
    gate.routes.push({ ...first!, endpoint: 'f', port: await freePort() });
    await gate.gateway.apply();
    gate.routes.pop();
    await gate.gateway.apply();
    process.kill(pid, 'SIGKILL');
    agent.destroy();
    agent = new Agent({ keepAlive: true });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await expect.poll(() => gate.owner()?.split(':')[0], { timeout: 15_000 }).toBe(partner);
    await gate.route({ revisions: [revision(1, whole, two)] });
    expect(labelOf(await ask())).toBe('two');
  });

  it('is started again when it dies, and goes on by the same routes', async () => {
    expect((await ask()).status).toBe(200);
    const owner = gate.owner()!;
    process.kill(Number(owner.split(':')[0]), 'SIGKILL');
    await expect.poll(() => gate.owner(), { timeout: 15_000 }).not.toBe(owner);
    await expect.poll(() => ask().catch(() => ({ status: 0 })), { timeout: 15_000 }).toMatchObject({ status: 200 });
  });
});

describe('what is passed on', () => {
  it('is the request as it came: method, path, query, headers, body; and the answer, but what belongs to the connection', async () => {
    one.server.removeAllListeners('request');
    one.server.on('request', (asked, response) => {
      let body = '';
      asked.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      asked.on('end', () => {
        response.writeHead(201, { 'x-two': ['a', 'b'], 'transfer-encoding': 'chunked' });
        response.write(`${asked.method} ${asked.url} ${asked.headers['x-mine']} `);
        response.end(body);
      });
    });
    const body = 'á'.repeat(50_000);
    const answer = await ask('/a/b?c=%20d', { method: 'PUT', body, headers: { 'x-mine': 'yes' } });
    expect(answer).toMatchObject({ status: 201, body: `PUT /a/b?c=%20d yes ${body}` });
    expect(answer.headers['x-two']).toBe('a, b');
    expect(answer.headers['transfer-encoding']).toBeUndefined();
    expect((await ask('/x', { method: 'HEAD', body: '' })).status).toBe(201);
  });

  it('counts what clients tell of outcomes, for the revision of their key', async () => {
    await gate.route({ sticky: { by: 'header', name: 'x-user' }, revisions: [revision(2, whole / 2, two), revision(1, whole / 2, one)] });
    const sums: Record<number, number> = {};
    const stop = gate.gateway.onWindows((all) => {
      for (const { revision: number, outcomes } of all[0]?.revisions ?? []) sums[number] = (sums[number] ?? 0) + outcomes.count;
    });
    const expected: Record<number, number> = {};
    for (let i = 0; i < 30; i++) {
      const answer = await ask('/predict', { headers: { 'x-user': `u${i}` } });
      const by = Number(answer.headers['x-bancada-revision']);
      expected[by] = (expected[by] ?? 0) + 1;
      expect((await ask('/_outcome', { body: JSON.stringify({ key: `u${i}`, value: 1 }) })).status).toBe(202);
    }
    await expect.poll(() => sums, { timeout: 10_000 }).toEqual(expected);
    expect((await ask('/_outcome', { body: '{"key": 3}' })).status).toBe(422);
    stop();
  });
});
