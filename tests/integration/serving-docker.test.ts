/** Endpoints in containers: what the process engine's tests say of serving holds for Docker too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rolloutPlan } from '../../src-main/contract/rollout.ts';
import { createRollouts } from '../../src-main/rollout/index.ts';
import { dockerAnswers } from '../support/cli.ts';
import { type ModelLab, modelLab, penguins } from '../support/model-lab.ts';

describe.runIf(dockerAnswers)('an endpoint in a container', () => {
  let lab: ModelLab;
  beforeAll(async () => {
    lab = modelLab();
    await lab.register(penguins(200), 'pinguins', 1);
    await lab.register(penguins(220, 2), 'pinguins', 2);
  });
  afterAll(() => lab.close());
  const row = { massa: 3700, bico: 39.1, ilha: 'Dream' };

  it('answers, captures, is replaced on its port, adopted and stopped', async () => {
    const first = await lab.serving.serve({ target: 'pinguins:1', engine: 'docker' });
    expect(first).toMatchObject({ status: 'ready', engine: 'docker', revision: 1 });
    const ask = () => lab.serving.call({ name: 'pinguins', method: 'POST', path: '/predict', body: row });
    expect(JSON.parse((await ask()).body)).toMatchObject({ label: 'Adelie', model: { version: '1' } });
    await expect.poll(() => lab.serving.captured('pinguins', 0).requests.length, { timeout: 5000 }).toBe(1);
    const { next } = lab.serving.captured('pinguins', 0);

    const second = await lab.serving.serve({ target: 'pinguins:2', engine: 'docker' });
    expect(second).toMatchObject({ url: first.url, revision: 2 });
    expect(JSON.parse((await ask()).body)).toMatchObject({ model: { version: '2' } });
    await expect.poll(() => lab.serving.captured('pinguins', next).requests.length, { timeout: 5000 }).toBe(1);

    const other = lab.open();
    expect((await other.serving.logs('pinguins', 20)).join('\n')).toMatch(/listening/);
    await other.serving.stop('pinguins');
    await expect.poll(() => lab.serving.get('pinguins').status, { timeout: 10_000 }).toBe('stopped');
    await expect(fetch(first.url!)).rejects.toThrow();
    await other.serving.close();
    await other.engines.close();
    await other.storage.close();
  });

  it('goes from one revision to the next and back, with more than one replica', async () => {
    const rollouts = createRollouts(lab.core, { serving: lab.serving, monitoring: { alertsSince: () => [] } });
    await lab.serving.serve({ target: 'pinguins:1', engine: 'docker', endpoint: 'troca' });
    await rollouts.start(rolloutPlan.parse({ endpoint: 'troca', target: 'pinguins:2', strategy: 'blue-green', replicas: 2, watchMs: 0 }));
    await rollouts.settled('troca', () => {});
    expect(rollouts.last('troca')).toMatchObject({ status: 'succeeded' });
    const roles = () => rollouts.fleet('troca').revisions.map(({ revision, role, replicas }) => [revision, role, replicas]);
    expect(roles()).toEqual([
      [2, 'stable', 2],
      [1, 'warm', 1],
    ]);
    await rollouts.rollback('troca');
    expect(roles()).toEqual([
      [1, 'stable', 1],
      [2, 'warm', 2],
    ]);
    await rollouts.close();
    await lab.serving.stop('troca');
    expect((await lab.engines.docker()).containers).toBe(0);
  });

  it('leaves no container behind when it cannot start', async () => {
    lab.program('02-quebrado', `import { step } from '@bancada/sdk';\nthrow new Error('não sei servir');`);
    const attempt = lab.serving.serve({ target: '02-quebrado', endpoint: 'quebrado', engine: 'docker' });
    await expect(attempt).rejects.toMatchObject({
      code: 'ENDPOINT_NOT_READY',
      data: { detail: expect.stringMatching(/exit/), log: expect.stringMatching(/não sei servir/) },
    });
    expect((await lab.engines.docker()).containers).toBe(0);
  });

  it('serves a program of the learner', async () => {
    lab.program(
      '01-monolitica',
      `import { step } from '@bancada/sdk';
       await step((lab) => lab.serve({ name: 'programa', signature: [{ name: 'x', type: 'double' }], reference: [{ x: 1 }],
         predict: (rows) => rows.map(() => ({ label: 'a', probabilities: { a: 1 } })) }));`,
    );
    const endpoint = await lab.serving.serve({ target: '01-monolitica', engine: 'docker' });
    expect(endpoint).toMatchObject({ name: 'programa', status: 'ready', inputExample: { x: 1 } });
    expect(lab.serving.reference('programa')).toMatchObject({ predictions: ['a'] });
  });
});
