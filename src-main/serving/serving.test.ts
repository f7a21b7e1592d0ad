import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captured, type ModelLab, modelLab, penguins } from '../../tests/support/model-lab.ts';
import type { Endpoint } from '../contract/serving.ts';

let lab: ModelLab;
beforeAll(async () => {
  lab = modelLab();
  await lab.register(penguins(200), 'pinguins', 1);
  await lab.register(penguins(220, 2), 'pinguins', 2);
});
afterAll(() => lab.close());

const example = { massa: 3700, bico: 39.1, ilha: 'Dream' };

function ask(endpoint: Endpoint, row: unknown = example): Promise<Response> {
  return fetch(`${endpoint.url}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(row),
  });
}

describe('an endpoint of a model', () => {
  it('answers when serve has answered, and shows what it serves', async () => {
    const endpoint = await lab.serving.serve({ target: 'pinguins:1' });
    expect(endpoint).toMatchObject({
      name: 'pinguins',
      status: 'ready',
      engine: 'process',
      revision: 1,
      error: null,
      source: { kind: 'model', name: 'pinguins', version: '1', alias: null },
    });
    expect(endpoint.signature.map((field) => field.name)).toEqual(['massa', 'bico', 'ilha']);
    expect(endpoint.readyMs).toBeGreaterThan(0);
    const answer = await ask(endpoint);
    expect(await answer.json()).toMatchObject({ label: 'Adelie', model: { name: 'pinguins', version: '1' } });
    expect(lab.registry.resolve('pinguins:1').endpoints).toEqual(['pinguins']);
    expect(lab.serving.list().map((found) => found.name)).toEqual(['pinguins']);
  });

  it('goes on for a model that got another name', async () => {
    await lab.registry.rename('pinguins', 'aves', { by: 'user' });
    expect(lab.serving.get('pinguins').source).toMatchObject({ kind: 'model', name: 'aves', version: '1' });
    expect(lab.registry.resolve('aves:1').endpoints).toEqual(['pinguins']);
    await lab.registry.rename('aves', 'pinguins', { by: 'user' });
  });

  it('refuses a version whose files are no model of ours, saying which formats it has', async () => {
    await lab.registry.create({ name: 'python' }, { by: 'mlflow' });
    await lab.registry.createVersion({ name: 'python', source: 's3://bucket/model' }, { by: 'mlflow' });
    await expect(lab.serving.serve({ target: 'python:1' })).rejects.toMatchObject({
      code: 'MODEL_NOT_SERVABLE',
      data: { name: 'python', version: '1', flavors: '—' },
    });
  });

  it('captures traffic but not its own trial, and tells a bad request with its field', async () => {
    const endpoint = lab.serving.get('pinguins');
    expect((await ask(endpoint, { ...example, ilha: 'Lua' })).status).toBe(422);
    const { requests, next } = await captured(lab, 'pinguins', 2);
    expect(requests.map(({ status, label, row }) => [status, label, row])).toEqual([
      [200, 'Adelie', example],
      [422, null, null],
    ]);
    expect(requests[1]!.error).toMatch(/ilha/);
    expect(lab.serving.captured('pinguins', next)).toEqual({ requests: [], next });
    expect((await lab.serving.requests('pinguins', 1))[0]!.status).toBe(422);
    expect((await lab.serving.recent('pinguins', 10)).map((request) => request.status)).toEqual([200, 422]);
  });

  it('replaces its revision on the same port, losing no captured request, and says how long it was away', async () => {
    const before = lab.serving.get('pinguins');
    const { next } = lab.serving.captured('pinguins', 0);
    await ask(before);
    let longest = 0;
    let since: number | null = null;
    let going = true;
    const client = (async () => {
      while (going) {
        const fine = await ask(before).then(
          (answer) => answer.ok,
          () => false,
        );
        since = fine ? null : (since ?? performance.now());
        if (since !== null) longest = Math.max(longest, performance.now() - since);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const after = await lab.serving.serve({ target: 'pinguins:2' });
    going = false;
    await client;
    expect(after).toMatchObject({ url: before.url, revision: 2, status: 'ready', source: { version: '2' } });
    expect(longest).toBeLessThan(3000);
    expect(await (await ask(after)).json()).toMatchObject({ model: { version: '2' } });
    const { requests } = await captured(lab, 'pinguins', 2, next);
    expect(requests.length).toBeGreaterThanOrEqual(2);
    expect(new Set(requests.map((request) => request.id)).size).toBe(requests.length);
    expect(readdirSync(join(lab.core.home.endpoints, 'pinguins')).filter((entry) => entry.startsWith('pinguins-'))).toHaveLength(2);
  });

  it('is proxied, with errors, and refuses when it does not run', async () => {
    expect(await lab.serving.call({ name: 'pinguins', method: 'GET', path: '/health' })).toMatchObject({
      status: 200,
      contentType: expect.stringMatching(/json/),
    });
    expect(await lab.serving.call({ name: 'pinguins', method: 'POST', path: '/predict', body: {} })).toMatchObject({ status: 422 });
    expect(await lab.serving.call({ name: 'pinguins', method: 'GET', path: '//outro.example/x' })).toMatchObject({ status: 404 });
    await expect(lab.serving.call({ name: 'nenhum', method: 'GET', path: '/' })).rejects.toMatchObject({ code: 'ENDPOINT_NOT_FOUND' });
  });

  it('knows its training sample', () => {
    const reference = lab.serving.reference('pinguins');
    expect(reference).toMatchObject({ source: 'pinguins:2', rows: expect.any(Array) });
    expect(reference!.rows).toHaveLength(220);
    expect(new Set(reference!.predictions)).toEqual(new Set(['Adelie', 'Gentoo']));
  });

  it('stops, keeps its port, and takes it up again', async () => {
    const { url } = lab.serving.get('pinguins');
    await lab.serving.stop('pinguins');
    expect(lab.serving.get('pinguins')).toMatchObject({ status: 'stopped', url: null, error: null });
    await expect(fetch(url!)).rejects.toThrow();
    await expect(lab.serving.call({ name: 'pinguins', method: 'GET', path: '/' })).rejects.toMatchObject({ code: 'ENDPOINT_NOT_READY' });
    expect((await lab.serving.logs('pinguins', 100)).join('\n')).toMatch(/listening/);
    expect(lab.registry.resolve('pinguins').endpoints).toEqual([]);
    expect((await lab.serving.serve({ target: 'pinguins' })).url).toBe(url);
  });
});

describe('ports', () => {
  it('refuses a port that is asked for and taken, and leaves the endpoint as it was', async () => {
    const before = lab.serving.get('pinguins');
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    await expect(lab.serving.serve({ target: 'pinguins', port })).rejects.toMatchObject({ code: 'PORT_TAKEN', data: { port } });
    expect(lab.serving.get('pinguins')).toEqual(before);
    expect((await ask(before)).status).toBe(200);
    await new Promise((resolve) => other.close(resolve));
  });

  it('moves to another port when its own is taken meanwhile', async () => {
    const { url } = lab.serving.get('pinguins');
    await lab.serving.stop('pinguins');
    const thief = createServer();
    await new Promise<void>((resolve) => thief.listen(Number(new URL(url!).port), '127.0.0.1', resolve));
    const moved = await lab.serving.serve({ target: 'pinguins' });
    expect(moved.status).toBe('ready');
    expect(moved.url).not.toBe(url);
    await new Promise((resolve) => thief.close(resolve));
  });
});

describe('a program that serves itself', () => {
  const program = (body: string) => `import { step } from '@bancada/sdk';\n${body}`;
  const serves = program(`await step((lab) => lab.serve({
    name: 'programa',
    signature: [{ name: 'x', type: 'double', min: 0, max: 9 }, { name: 'cor', type: 'string', optional: true, choices: ['azul', 'verde'] }],
    predict: (rows) => rows.map((row) => ({ label: row.x > 4 ? 'alto' : 'baixo', probabilities: { alto: 0.5, baixo: 0.5 } })),
    reference: [{ x: 1, cor: 'azul' }, { x: 8, cor: null }],
  }));`);

  it('is served like a model: signature, example and reference come from it', async () => {
    lab.program('01-monolitica', serves);
    const endpoint = await lab.serving.serve({ target: '01-monolitica', solution: 'reference' });
    expect(endpoint).toMatchObject({
      name: 'programa',
      status: 'ready',
      source: { kind: 'program', pipeline: '01-monolitica', solution: 'reference', file: 'servico.ts' },
      signature: [
        { name: 'x', type: 'double', min: 0, max: 9 },
        { name: 'cor', type: 'string', optional: true, choices: ['azul', 'verde'] },
      ],
      inputExample: { x: 1, cor: 'azul' },
    });
    expect(lab.serving.reference('programa')).toEqual({
      rows: [
        { x: 1, cor: 'azul' },
        { x: 8, cor: null },
      ],
      predictions: ['baixo', 'alto'],
      source: '01-monolitica/servico.ts',
    });
    expect(await (await ask(endpoint, { x: 8 })).json()).toMatchObject({ label: 'alto' });
  });

  it('keeps the previous revision when the new one dies at start, and shows its last words', async () => {
    const before = lab.serving.get('programa');
    lab.program('01-monolitica', program(`console.log('cadê os dados?'); process.exit(3);`));
    const attempt = lab.serving.serve({ target: '01-monolitica' });
    await expect(attempt).rejects.toMatchObject({
      code: 'ENDPOINT_NOT_READY',
      data: { name: 'programa', detail: expect.stringMatching(/exit 3.*cadê os dados/) },
    });
    expect(lab.serving.get('programa')).toEqual(before);
    expect((await ask(before, { x: 1 })).status).toBe(200);
  });

  it('keeps the previous revision when the new one cannot predict', async () => {
    const before = lab.serving.get('programa');
    lab.program('01-monolitica', serves.replace("label: row.x > 4 ? 'alto' : 'baixo'", 'label: 7').replace(/reference: .*/, ''));
    await expect(lab.serving.serve({ target: '01-monolitica' })).rejects.toMatchObject({
      code: 'ENDPOINT_NOT_READY',
      data: { detail: expect.stringMatching(/predict → 500/) },
    });
    expect(lab.serving.get('programa')).toEqual(before);
  });

  it('leaves a failed endpoint with its reason when there was none before, and nothing running', async () => {
    lab.program('02-quebrado', program(`throw new Error('não sei servir');`));
    await expect(lab.serving.serve({ target: '02-quebrado', endpoint: 'quebrado' })).rejects.toMatchObject({ code: 'ENDPOINT_NOT_READY' });
    expect((await lab.serving.logs('quebrado', 100)).join('\n')).toMatch(/não sei servir/);
    expect(lab.serving.get('quebrado')).toMatchObject({ status: 'failed', url: null, error: { code: 'ENDPOINT_NOT_READY' } });
    expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toMatch(/quebrado-r1/);
  });

  it('is seen as failed when it dies, with its last line', async () => {
    lab.program(
      '01-monolitica',
      serves.replace("label: row.x > 4 ? 'alto' : 'baixo'", "label: row.x > 8.5 ? (console.log('morri'), process.exit(9)) : 'baixo'"),
    );
    const endpoint = await lab.serving.serve({ target: '01-monolitica' });
    await ask(endpoint, { x: 9 }).catch(() => {});
    await expect.poll(() => lab.serving.get('programa').status, { timeout: 5000 }).toBe('failed');
    expect(lab.serving.get('programa').error).toMatchObject({ code: 'ENDPOINT_ENDED', data: { detail: expect.stringMatching(/exit 9 · morri/) } });
  });
});

describe('another core of the same home', () => {
  it('waits for its turn when both serve the same endpoint', async () => {
    const other = lab.open();
    const [one, two] = await Promise.all([
      lab.serving.serve({ target: 'pinguins:1', endpoint: 'disputado' }),
      other.serving.serve({ target: 'pinguins:2', endpoint: 'disputado' }),
    ]);
    expect([one.revision, two.revision].sort()).toEqual([1, 2]);
    const now = lab.serving.get('disputado');
    expect(now).toMatchObject({ status: 'ready', revision: 2 });
    const running = lab.storage.db.prepare<[], { reference: string }>("SELECT reference FROM endpoints WHERE name = 'disputado'").get()!;
    const found = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(lab.root) && line.includes('/disputado/'));
    expect(found.map((line) => line.trim().split(' ')[0])).toEqual([running.reference.split(':')[0]]);
    await other.serving.close();
    await other.storage.close();
  });

  it('adopts what runs, and can stop it; the first core sees that', async () => {
    const endpoint = lab.serving.get('pinguins');
    const other = lab.open();
    expect(other.serving.get('pinguins')).toEqual(endpoint);
    expect(await other.serving.call({ name: 'pinguins', method: 'GET', path: '/health' })).toMatchObject({ status: 200 });
    expect((await other.serving.logs('pinguins', 50)).join('\n')).toMatch(/listening/);
    await other.serving.stop('pinguins');
    await expect.poll(() => lab.serving.get('pinguins').status, { timeout: 5000 }).toBe('stopped');
    expect(lab.serving.get('pinguins').error).toBeNull();
    await other.serving.close();
    await other.storage.close();
  });

  it('finds out what died while nobody looked', async () => {
    const { url } = await lab.serving.serve({ target: 'pinguins', endpoint: 'orfao' });
    const row = lab.storage.db.prepare<[], { reference: string }>("SELECT reference FROM endpoints WHERE name = 'orfao'").get()!;
    // What the database of a core that died looks like: nobody has recorded the end.
    process.kill(Number.parseInt(row.reference, 10), 'SIGKILL');
    await expect
      .poll(() =>
        fetch(`${url}/health`).then(
          () => 'up',
          () => 'down',
        ),
      )
      .toBe('down');
    await expect.poll(() => lab.serving.get('orfao').status).toBe('failed');
    lab.storage.db.prepare("UPDATE endpoints SET status = 'ready', reference = ? WHERE name = 'orfao'").run(row.reference);
    const other = lab.open();
    await expect.poll(() => other.serving.get('orfao').status, { timeout: 5000 }).toBe('failed');
    expect(existsSync(join(lab.core.home.endpoints, 'orfao'))).toBe(true);
    await other.serving.close();
    await other.storage.close();
  });
});

it('names what it does not know', async () => {
  expect(() => lab.serving.get('nenhum')).toThrow(/ENDPOINT_NOT_FOUND/);
  await expect(lab.serving.stop('nenhum')).rejects.toThrow(/ENDPOINT_NOT_FOUND/);
  await expect(lab.serving.serve({ target: 'nenhum' })).rejects.toThrow(/MODEL_NOT_FOUND/);
  await expect(lab.serving.serve({ target: 'pinguins:77' })).rejects.toThrow(/VERSION_NOT_FOUND/);
  await expect(lab.serving.serve({ target: 'pinguins', endpoint: '../fora' })).rejects.toMatchObject({ code: 'PARAM_INVALID' });
});
