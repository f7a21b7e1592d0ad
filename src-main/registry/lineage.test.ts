import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestRegistry, type TestRegistry } from './test-support/registry.ts';

let lab: TestRegistry;
let runId: string;
beforeEach(async () => {
  lab = openTestRegistry();
  runId = await lab.tracking.startRun({ experiment: 'pinguins', name: 'treino' });
  await lab.tracking.readDatasets(runId, [{ name: 'palmer', digest: 'f'.repeat(64) }]);
  await lab.registry.register({
    name: 'pinguins',
    digest: await lab.ownModel(1),
    runId: 'run-1',
    trackingRunId: runId,
    metrics: { f1: 0.912345678 },
  });
});
afterEach(() => lab.dispose());

it('leads from data set and run to the version and its endpoints', () => {
  lab.registry.askEndpoints(() => ['quiosque']);
  expect(lab.registry.lineage('pinguins', '1')).toEqual({
    pipelineRunId: 'run-1',
    run: { runId, name: 'treino', experimentId: lab.tracking.run(runId).experimentId },
    datasets: [{ name: 'palmer', digest: 'f'.repeat(36), source: '{"uri":"dataset:palmer"}', context: '' }],
    copiedFrom: null,
    copies: [],
    members: [],
    graphs: [],
    endpoints: ['quiosque'],
  });
});

it('says nothing of a run that is not in the lab', async () => {
  await lab.registry.createVersion({ name: 'pinguins', source: 'runs:/run_id/m', runId: 'run_id' }, { by: 'mlflow' });
  expect(lab.registry.lineage('pinguins', '2')).toMatchObject({ run: null, datasets: [], pipelineRunId: null });
});

it('lets a pipeline go on when its tracking run was deleted meanwhile', async () => {
  await lab.tracking.runs.delete([runId]);
  await lab.tracking.readDatasets(runId, [{ name: 'outro', digest: 'a' }]);
  expect(lab.tracking.inputs.of(runId)).toHaveLength(1);
});

it('gives the files of a version of ours a place in the tree of artifacts, as long as the version is there', async () => {
  const { tree } = lab.tracking.artifacts;
  const { source } = lab.registry.resolve('pinguins');
  const path = source.replace('mlflow-artifacts:/', '');
  expect(lab.registry.downloadUri('pinguins', '1')).toBe(source);
  expect(tree.list(path)?.map(({ name }) => name)).toEqual(['MLmodel', 'input_example.json', 'model.json', 'reference.json']);
  await lab.registry.rename('pinguins', 'aves', { by: 'user' });
  expect(tree.list(path)).toHaveLength(4);
  const { version } = await lab.registry.register({ name: 'aves', digest: await lab.ownModel(2), runId: 'r', trackingRunId: null, metrics: {} });
  await lab.registry.deleteVersion('aves', '1', { by: 'user' });
  expect(tree.list(path)).toBeNull();
  expect(tree.list(path.replace(/1$/, version))).toHaveLength(4);
  await lab.registry.deleteModel('aves', { by: 'user' });
  expect(tree.list('registry')).toBeNull();
});

describe('a model card', () => {
  it('tells in both languages what the lab knows, and what it does not', async () => {
    const pt = lab.registry.card('pinguins', '1', 'pt');
    expect(pt.saved).toBeNull();
    for (const text of [
      '# Cartão do modelo pinguins, versão 1',
      'o mais comum',
      '| f1 | 0,912346 |',
      '| palmer |',
      '| massa | número |',
      'treino',
      'run-1',
      'Dream',
    ])
      expect(pt.text).toContain(text);
    const en = lab.registry.card('pinguins', '1', 'en').text;
    for (const text of ['# Model card: pinguins, version 1', '| f1 | 0.912346 |', '## Limits', 'No service answers with this version.'])
      expect(en).toContain(text);
    await lab.registry.createVersion({ name: 'pinguins', source: 's3://b/m' }, { by: 'mlflow' });
    const bare = lab.registry.card('pinguins', '2', 'pt').text;
    for (const text of [
      'Ainda não há descrição',
      'não registrou os dados',
      'não registrou métricas',
      'não está neste laboratório',
      'ainda não serve modelos',
    ])
      expect(bare).toContain(text);
  });

  it('keeps text from outside as text', async () => {
    await lab.registry.create({ name: '<img src=x onerror=alert(1)> | **a**' }, { by: 'mlflow' });
    const name = '<img src=x onerror=alert(1)> | **a**';
    await lab.registry.createVersion(
      { name, source: 's3://b/m', tags: [{ key: 'k', value: '| x | [a](javascript:alert(1))\n# title' }] },
      { by: 'mlflow' },
    );
    const { text } = lab.registry.card(name, '1', 'en');
    expect(text).not.toMatch(/(?<!\\)<img|(?<!\\)\*\*a|(?<!\\)\[a|^# title/m);
  });

  it('is kept as somebody edited it, and given back', async () => {
    await lab.registry.saveCard('pinguins', '1', { language: 'pt', text: '# Minha ficha' }, { by: 'user' });
    expect(lab.registry.card('pinguins', '1', 'pt')).toMatchObject({ text: '# Minha ficha', saved: { by: 'user' } });
    expect(lab.registry.card('pinguins', '1', 'en').saved).toBeNull();
    expect(lab.registry.events({ name: 'pinguins', limit: 1 })[0]).toMatchObject({ kind: 'card-saved', version: '1', subject: 'pt' });
    await lab.registry.saveCard('pinguins', '1', { language: 'pt', text: ' ' }, { by: 'user' });
    expect(lab.registry.card('pinguins', '1', 'pt').saved).toBeNull();
    await lab.registry.saveCard('pinguins', '1', { language: 'pt', text: 'x' }, { by: 'user' });
    await lab.registry.deleteVersion('pinguins', '1', { by: 'user' });
    expect(() => lab.registry.card('pinguins', '1', 'pt')).toThrow(expect.objectContaining({ code: 'VERSION_NOT_FOUND' }));
  });
});
