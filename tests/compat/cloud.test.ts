/** The simulated cloud against AWS's own SDK: exported pipelines by the shapes of its API, and its stock client talking to us as to SageMaker. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulation } from '../../src-main/cloud/emulation/create.ts';
import { serveCloud } from '../../src-main/cloud/serve.ts';
import { exportsLab } from '../support/exports-lab.ts';
import { penguins } from '../support/model-lab.ts';

const place = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const setup = [place('../../scripts/setup/python.mjs'), 'cloud', place('cloud/requirements-cloud.txt')];
const peer = JSON.parse(spawnSync(process.execPath, setup, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).stdout) as {
  python?: string;
  missing?: string;
};
if (peer.missing && process.env.CI === 'true') throw new Error(peer.missing);

async function ask(...args: string[]) {
  const child = spawn(peer.python!, [place('cloud/check.py'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
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
    const server = await serveCloud({ call: ({ provider, operation, body }) => emulation.call(provider, operation, body, caller) }, 0);
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
