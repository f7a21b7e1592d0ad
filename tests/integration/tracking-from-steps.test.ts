/** A step that asks for tracking logs to its own run by MLflow's protocol, from a process and from a container, and reaches nothing else from the container. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Lab, openLab } from '../../src-main/lab.ts';
import { dockerAnswers } from '../support/cli.ts';

const engines = dockerAnswers ? (['process', 'docker'] as const) : (['process'] as const);
const folder = mkdtempSync(join(tmpdir(), 'bancada-tracking-steps-'));

const step = `
const { MLFLOW_TRACKING_URI: uri, MLFLOW_TRACKING_TOKEN: token, MLFLOW_RUN_ID: run_id } = process.env;
const headers = { authorization: \`Bearer \${token}\`, 'content-type': 'application/json' };
const api = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(\`\${uri}/api/2.0/\${path}\`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(\`\${path}: \${answer.status} \${await answer.text()}\`);
  return answer.json();
};
for (let index = 0; index < 3; index += 1)
  await api('POST', 'mlflow/runs/log-metric', { run_id, key: 'perda', value: 1 / (index + 1), timestamp: Date.now(), step: index });
const { run } = await api('GET', \`mlflow/runs/get?run_id=\${run_id}\`);
const place = run.info.artifact_uri.replace('mlflow-artifacts:/', '');
await fetch(\`\${uri}/api/2.0/mlflow-artifacts/artifacts/\${place}/nota.txt\`, { method: 'PUT', headers: { authorization: headers.authorization }, body: 'chegou' });
const refused = await fetch(\`\${uri}/health\`).then((answer) => answer.status);
console.log(JSON.stringify({ refused }));
`;
const reachOutside = (address: string) => `
const reached = await fetch('http://${address}', { signal: AbortSignal.timeout(3000) }).then(() => true, () => false);
console.log(JSON.stringify({ reached }));
process.exit(); // a connection that nobody answers would be waited for
`;
const pipeline = `name: rastreio
steps:
  - { id: treino, run: treino.ts, network: tracking }
  - { id: fora, run: fora.ts, network: tracking }
`;

let lab: Lab;
/** Another machine, as far as the step can tell: a container on another network. */
let elsewhere = '';
let code: string;

beforeAll(async () => {
  code = join(folder, 'code');
  mkdirSync(code);
  writeFileSync(join(code, 'pipeline.yaml'), pipeline);
  writeFileSync(join(code, 'treino.ts'), step);
  lab = await openLab({ home: join(folder, 'home') });
  writeFileSync(join(code, 'fora.ts'), reachOutside(dockerAnswers ? await startElsewhere() : '127.0.0.1:9'));
});
afterAll(async () => {
  if (elsewhere) docker('rm', '-f', elsewhere);
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

function docker(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

async function startElsewhere(): Promise<string> {
  await (await lab.engines.pick('docker')).prepare();
  const { image } = await lab.engines.docker();
  const program = "require('node:http').createServer((_, answer) => answer.end('here')).listen(8080)";
  elsewhere = docker('run', '-d', '--network', 'bridge', '--entrypoint', '/usr/local/bin/node', image!.reference, '-e', program);
  const address = `${docker('inspect', '-f', '{{.NetworkSettings.IPAddress}}', elsewhere)}:8080`;
  // From this computer it does answer.
  await vi.waitFor(async () => expect(await fetch(`http://${address}`).then((answer) => answer.text())).toBe('here'), {
    timeout: 10_000,
    interval: 100,
  });
  return address;
}

describe.each(engines)('a step with network: tracking, on %s', (engine) => {
  let runId: string;
  beforeAll(async () => {
    ({ runId } = await lab.pipelines.start({ pipeline: 'rastreio', codeFolder: code, engine, solution: 'workspace' }));
  });

  it('logs metrics and artifacts to the run of its pipeline, with a token of its own', async () => {
    const run = await lab.pipelines.finished(runId);
    const logs = lab.pipelines.logs(runId, { after: 0, limit: 100 }).map(({ text }) => text);
    expect(run.status, [JSON.stringify(run.error), ...logs].join('\n')).toBe('succeeded');
    const tracked = lab.tracking.runs.get(run.trackingRunId!);
    expect(tracked.metrics.perda).toBeCloseTo(1 / 3);
    expect(await lab.tracking.history.points(tracked.runId, 'perda')).toHaveLength(3);
    expect(lab.tracking.artifactView.read({ runId: tracked.runId, path: 'nota.txt' })).toMatchObject({ content: 'chegou' });
    expect(logs).toContain('{"refused":401}');
    const image = engine === 'docker' ? expect.stringMatching(/^bancada\/runtime:\w+@sha256:[0-9a-f]{64}$/) : undefined;
    expect(tracked.tags['bancada.image']).toEqual(image);
  });

  it('shows in the wire lens', async () => {
    const { trackingRunId } = await lab.pipelines.finished(runId);
    const calls = lab.mlflow.lens.calls(trackingRunId!);
    expect(calls.filter(({ url }) => url.endsWith('/runs/log-metric'))).toHaveLength(3);
  });
});

it.skipIf(!dockerAnswers)('in a container it reaches no other machine', async () => {
  const { runId } = await lab.pipelines.start({ pipeline: 'rastreio', codeFolder: code, engine: 'docker', solution: 'workspace' });
  await lab.pipelines.finished(runId);
  const logs = lab.pipelines.logs(runId, { after: 0, limit: 100, step: 'fora' }).map(({ text }) => text);
  expect(logs).toContain('{"reached":false}');
});
