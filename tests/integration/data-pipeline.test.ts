/** Data through real pipelines, as local processes: what comes with the lab is cleaned and published, the next pipeline reads it by its tag, and lineage knows the way. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Lab, openLab } from '../../src-main/lab.ts';

const root = mkdtempSync(join(tmpdir(), 'bancada-data-pipeline-'));
let lab: Lab;
beforeAll(async () => {
  lab = await openLab({ home: join(root, 'home') });
});
afterAll(async () => {
  await lab.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

const program = `import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
const lab = JSON.parse(readFileSync(process.env.LAB_CONTEXT!, 'utf8'));
const lines = readFileSync(lab.inputs.dados.path, 'utf8').trim().split('\\n');
const whole = lines.filter((line) => !line.split(',').includes(''));
writeFileSync(join(lab.outDir, 'limpos.csv'), whole.slice(0, lab.params.linhas + 1).join('\\n') + '\\n');
`;
const pipeline = (reads: string, name: string) => `name: limpeza
params: { linhas: { type: integer, default: 200 } }
steps:
  - { id: limpa, run: limpa.ts, inputs: { dados: "dataset:${reads}" }, outputs: [limpos.csv], params: { linhas: "\${params.linhas}" } }
  - { id: publica, uses: dataset, inputs: { dados: limpa.limpos }, with: { name: ${name}, tag: validado } }
`;

async function run(reads: string, name: string, params: Record<string, number> = {}) {
  const codeFolder = join(root, name);
  mkdirSync(codeFolder, { recursive: true });
  writeFileSync(join(codeFolder, 'pipeline.yaml'), pipeline(reads, name));
  writeFileSync(join(codeFolder, 'limpa.ts'), program);
  const { runId } = await lab.pipelines.start({ pipeline: '03-pipelines', engine: 'process', codeFolder, params });
  const ended = await lab.pipelines.finished(runId);
  expect(ended.error).toBeNull();
  return ended;
}

it('is published, read by its tag, compared, and known to lineage', async () => {
  const first = await run('penguins@v1', 'limpos');
  await run('penguins@v1', 'limpos', { linhas: 150 });
  expect(lab.datasets.resolve('limpos@validado')).toMatchObject({ version: 2, origin: 'step', stepId: 'publica' });
  expect(lab.datasets.resolve('limpos@v1').runId).toBe(first.runId);

  const last = await run('limpos@validado', 'metade', { linhas: 75 });
  const { path } = await lab.datasets.dataset('metade');
  expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(76);
  // The program reads files by itself, so it depends on the whole workspace, where pipeline.yaml changed; what it left is the same, and so published already.
  expect((await run('limpos@v2', 'metade', { linhas: 75 })).steps.map(({ status }) => status)).toEqual(['succeeded', 'cached']);
  expect(lab.datasets.resolve('metade').version).toBe(1);

  const { jobId } = lab.datasets.diff('limpos', 1, 2, []);
  for await (const _ of lab.datasets.jobs.watch(jobId));
  expect(lab.datasets.jobs.get(jobId).diff?.table?.rows).toMatchObject({ before: 200, after: 150, removed: 50, added: 0 });

  const { createLineage } = await import('../../src-main/lineage/index.ts');
  const { inlineReaders } = await import('../../src-main/storage/index.ts');
  const lineage = createLineage(inlineReaders(lab.core.storage.db));
  const { nodes, edges } = await lineage.graph({ node: 'data:penguins@v1', direction: 'forward', depth: 12, fan: 12 });
  expect(nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(['data:limpos@v1', 'data:limpos@v2', 'data:metade@v1', `run:${last.runId}`]));
  expect(edges).toContainEqual({ from: `run:${last.runId}`, to: 'data:metade@v1', kind: 'published' });
}, 120_000);
