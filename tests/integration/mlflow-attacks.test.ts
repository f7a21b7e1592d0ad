/** What was found in MLflow's server over the years, sent to ours: each refused, and nothing outside read, written, deleted or fetched. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, openLab } from '../../src-main/lab.ts';
import { attack, prepareTarget } from '../attacks/attack.ts';
import { type Canaries, setCanaries } from '../attacks/canaries.ts';
import { rows, type Sent, type Target } from '../attacks/rows.ts';
import { type Answered, send } from '../attacks/send.ts';

const home = mkdtempSync(join(tmpdir(), 'bancada-attacks-'));
let lab: Lab;
let server: Awaited<ReturnType<Lab['mlflow']['serve']>>;
let canaries: Canaries;
let target: Target;

const ask = (sent: Sent): Promise<Answered> => send(server.url, sent);
const post = async (path: string, json: unknown) => JSON.parse((await ask({ method: 'POST', path: `/api/2.0/mlflow/${path}`, json })).text);

beforeAll(async () => {
  lab = await openLab({ home });
  server = await lab.mlflow.serve({ port: 0, token: null });
  canaries = await setCanaries();
  target = await prepareTarget(server.url, 'alvo', canaries);
});
afterAll(async () => {
  await server.close();
  await lab.close();
  canaries.dispose();
  rmSync(home, { recursive: true, force: true });
});

describe('a published attack is refused and touches nothing', () => {
  it.each(rows.map((row) => [`${row.name} (CVE ${row.cves})`, row] as const))('%s', async (_name, row) => {
    expect(await attack(server.url, row, target, canaries)).toEqual({ let: [], touched: [] });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('and the server answers as before', async () => expect((await ask({ method: 'GET', path: '/health' })).text).toBe('OK'));
});

describe('what a page could run', () => {
  const upload = (path: string, body: string) =>
    ask({ method: 'PUT', path: `/api/2.0/mlflow-artifacts/artifacts/${target.experimentId}/${target.runId}/artifacts/${path}`, body });

  it.each([
    ['evil.html', '<script>alert(1)</script>'],
    ['evil.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ])('%s is handed out as a file to keep, never as a page (CVE 2024-27132, 2026-33865)', async (name, body) => {
    expect((await upload(name, body)).status).toBe(200);
    for (const path of [
      `/get-artifact?run_id=${target.runId}&path=${name}`,
      `/api/2.0/mlflow-artifacts/artifacts/${target.experimentId}/${target.runId}/artifacts/${name}`,
    ]) {
      const { status, headers } = await ask({ method: 'GET', path });
      expect(status).toBe(200);
      expect(headers['content-disposition']).toMatch(/^attachment/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('a media type is not echoed into a page (CVE 2023-6568)', async () => {
    const { headers, status } = await ask({
      method: 'POST',
      path: '/api/2.0/mlflow/experiments/create',
      body: '{}',
      headers: { 'content-type': '<script>alert(1)</script>' },
    });
    expect(status).toBe(400);
    expect(headers['content-type']).toMatch(/^application\/json/);
  });

  it('the name of a file cannot add a header (CVE 2024-0520)', async () => {
    const name = 'a";\u00e9 b.txt';
    expect((await upload(encodeURIComponent(name), 'x')).status).toBe(200);
    const { headers } = await ask({ method: 'GET', path: `/get-artifact?${new URLSearchParams({ run_id: target.runId, path: name })}` });
    expect(headers['content-disposition']).toMatch(/^attachment; ?filename="[^"\r\n]*"(; ?filename\*=UTF-8''[\w%.~!#$&+^`|-]+)?$/);
  });

  it('YAML of a model that asks for code is text (CVE 2024-37052…)', async () => {
    const folder = `${target.experimentId}/${target.runId}/artifacts/model`;
    await ask({
      method: 'PUT',
      path: `/api/2.0/mlflow-artifacts/artifacts/${folder}/MLmodel`,
      body: `flavors: !!python/object/apply:os.system ["touch ${canaries.outside}/written.txt"]\n`,
    });
    await post('model-versions/create', { name: 'alvo', source: `mlflow-artifacts:/${folder}`, run_id: target.runId });
    lab.registry.model('alvo');
    expect(canaries.touched([])).toEqual([]);
  });
});

it('nobody else of this computer reads the home (CVE 2022-0736, 2025-10279)', () => {
  for (const [path, mode] of [
    ['.', 0o700],
    ['artifacts', 0o700],
    ['bancada.db', 0o600],
  ] as const)
    expect([path, (statSync(join(home, path)).mode & 0o777).toString(8)]).toEqual([path, mode.toString(8)]);
});
