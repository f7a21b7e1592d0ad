/** The simulated cloud against the SDKs of AWS and Google: exported pipelines by the shapes of an API, and stock clients talking to us as to SageMaker and Vertex AI. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudAsked } from '../../src-main/cloud/cloud.ts';
import { createEmulation } from '../../src-main/cloud/emulation/create.ts';
import { serveCloud } from '../../src-main/cloud/serve.ts';
import { createFakeEngine } from '../../src-main/pipelines/test-support/fake-engine.ts';
import { openTestLab } from '../../src-main/pipelines/test-support/lab.ts';
import { exportsLab } from '../support/exports-lab.ts';
import { penguins } from '../support/model-lab.ts';

const place = (name: string) => fileURLToPath(new URL(name, import.meta.url));
function peerOf(name: string): { python?: string; missing?: string } {
  const setup = [place('../../scripts/setup/python.mjs'), name, place(`cloud/requirements-${name}.txt`)];
  const found = JSON.parse(spawnSync(process.execPath, setup, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).stdout) as {
    python?: string;
    missing?: string;
  };
  if (found.missing && process.env.CI === 'true') throw new Error(found.missing);
  return found;
}
const [peer, google] = [peerOf('cloud'), peerOf('vertex')];

async function ask(...args: string[]) {
  return askOf(peer.python!, 'check.py', ...args);
}

async function askOf(python: string, program: string, ...args: string[]) {
  const child = spawn(python, [place(`cloud/${program}`), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = await once(child, 'close');
  expect([args[0], code]).toEqual([args[0], 0]);
  return JSON.parse(said.trim().split('\n').at(-1)!) as Record<string, unknown>;
}

describe.skipIf(peer.missing)(`the cloud and AWS's SDK ${peer.missing ?? ''}`, () => {
  let lab: Awaited<ReturnType<typeof exportsLab>>;
  beforeAll(async () => {
    lab = await exportsLab();
    await lab.register(penguins(200), 'pinguins', 1);
  });
  afterAll(() => lab.close());

  it('agree on the steps of an exported pipeline', async () => {
    await lab.exports.write({ target: 'sagemaker', subject: 'soma', solution: 'workspace', language: 'en', registry: 'bancada-test' }, lab.out('sm'));
    expect(await ask('pipeline', join(lab.out('sm'), 'pipeline.json'))).toEqual({
      problems: [],
      steps: [
        ['numeros', 'Processing', []],
        ['parcial-vezes-1-tipo-a', 'Processing', ['numeros']],
        ['parcial-vezes-2-tipo-a', 'Processing', ['numeros']],
        ['junta', 'Processing', ['parcial-vezes-1-tipo-a', 'parcial-vezes-2-tipo-a']],
        ['extra-when', 'Condition', ['junta']],
      ],
    });
  });

  it('speak the same protocol: model, endpoint, prediction, refusals', async () => {
    const none = (): never => expect.unreachable();
    const emulation = createEmulation(lab.core, {
      pipelines: { start: none, get: none, cancel: none, plan: none, finished: none },
      batches: { start: none, get: none, cancel: none, ended: none },
      rollouts: { start: none, last: () => null, scale: none },
      ...{ registry: lab.registry, serving: lab.serving },
    });
    const table = {
      machines: {
        'ml.m5.large': { vcpus: 2, memoryGib: 8, hosting: 0.1, training: 0.1, quota: 2 },
        'ml.g4dn.xlarge': { vcpus: 4, memoryGib: 16, hosting: 1, training: 1, quota: 0 },
      },
    };
    const caller = { principal: 'root', region: 'us-east-1', project: 'x', table };
    const server = await serveCloud({ call: ({ provider, operation, body }) => emulation.call(provider, operation, body, caller), place: none }, 0);
    try {
      expect(await ask('client', server.url)).toMatchObject({
        jobs: [],
        model: 'arn:aws:sagemaker:us-east-1:000000000000:model/pinguins',
        status: ['InService', null],
        answer: { label: 'Gentoo' },
        refusals: ['ResourceInUse', 'ResourceLimitExceeded', 'ValidationException'],
      });
    } finally {
      await server.close();
      emulation.close();
    }
  });
});

describe.skipIf(google.missing)(`the cloud and Google's SDK ${google.missing ?? ''}`, () => {
  it('speak the same protocol: model, endpoint, prediction, jobs of both kinds, lists, refusals', async () => {
    const lab = await exportsLab();
    await using runs = openTestLab(createFakeEngine({ numeros: {}, treino: {} }), { 'pipeline.yaml': pipeline, 'numeros.ts': '', 'treino.ts': '' });
    await lab.register(penguins(200), 'pinguins', 1);
    await lab.exports.write({ target: 'vertex', subject: 'soma', solution: 'workspace', language: 'en', registry: 'bancada-test' }, lab.out('vx'));
    const none = (): never => expect.unreachable();
    const emulation = createEmulation(lab.core, {
      pipelines: runs.pipelines,
      batches: { start: none, get: none, cancel: none, ended: none },
      rollouts: { start: none, last: () => null, scale: none },
      ...{ registry: lab.registry, serving: lab.serving },
    });
    const table = { machines: { 'n1-standard-4': { vcpus: 4, memoryGib: 15, hosting: 0.2, training: 0.2, quota: 3 } } };
    const place = { region: 'us-central1', project: 'bancada' };
    const caller = { principal: 'user:x', ...place, table };
    const call = ({ provider, operation, body }: CloudAsked) => emulation.call(provider, operation, body, caller);
    const server = await serveCloud({ call, place: () => place }, 0);
    try {
      const model = 'projects/bancada/locations/us-central1/models/pinguins';
      expect(await askOf(google.python!, 'vertex.py', server.url, server.token, join(lab.out('vx'), 'pipeline-job.json'))).toEqual({
        stranger: 'RefreshError',
        empty: 'BadRequest',
        model: [model, '1', ['pinguins']],
        deployed: [['1', model]],
        predictions: ['Gentoo'],
        pipeline: [
          'PIPELINE_STATE_SUCCEEDED',
          [
            ['numeros', 'SUCCEEDED'],
            ['treino', 'SUCCEEDED'],
          ],
          ['soma-1'],
        ],
        custom: ['projects/bancada/locations/us-central1/customJobs/treino', ['treino']],
        refusals: ['Conflict', 'NotFound', 'Forbidden', 'BadRequest'],
        left: [0, 0],
      });
      expect(runs.pipelines.list({ limit: 5 }).map(({ params }) => params.fator)).toEqual([4.5, 3.5]);
    } finally {
      await server.close();
      emulation.close();
      await lab.close();
    }
  });
});

const pipeline = `name: soma
params:
  seed: { type: integer, default: 7 }
  fator: { type: number, default: 2.5 }
  modo: { type: string, default: curto }
  ligado: { type: boolean, default: true }
steps:
  - { id: numeros, run: numeros.ts }
  - { id: treino, run: treino.ts, needs: [numeros] }
`;
