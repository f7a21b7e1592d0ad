import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { createCatalog } from '../catalog/index.ts';
import { openTestCore } from '../common/test-core.ts';
import { createComparison } from '../comparison/index.ts';
import type { MeasuredRow } from '../contract/comparison.ts';
import { BancadaError } from '../contract/errors.ts';
import type { StarStory } from '../contract/guide.ts';
import { createPortfolio, type PortfolioParts } from './index.ts';

const applicationRoot = fileURLToPath(new URL('../..', import.meta.url));
const { core, dispose } = openTestCore();
const place = mkdtempSync(join(tmpdir(), 'bancada-portfolio-test-'));
afterAll(async () => {
  await dispose();
  rmSync(place, { recursive: true, force: true });
});
const catalog = createCatalog(core, applicationRoot);
const code = join(place, 'code');
cpSync(join(applicationRoot, 'challenges/01-monolitica/exemplo'), code, { recursive: true });
const nobody = { pipelines: { list: () => [], get: () => ({}) as never }, loads: { list: () => [] }, rollouts: { list: () => [] } };
const study = { overview: () => ({ modules: [{ moduleId: '01-monolitica', checksPassed: ['roda'] }] }) as never };
const { matrix } = createComparison(core, { applicationRoot, catalog, ...nobody, serving: { list: () => [] }, ci: { list: () => [] }, study });
let values: MeasuredRow['values'] = {};
const exported: string[] = [];
const story = { moduleId: '01-monolitica', title: 'A nota falsa', situation: 'S', task: 'T', action: 'A', result: 'R' } as StarStory;

const portfolioWith = (change: Partial<PortfolioParts> = {}) =>
  createPortfolio(core, {
    ...{ applicationRoot, catalog, study },
    ci: { projects: () => [], workflow: async () => ({ path: '', content: '' }) },
    comparison: { matrix, measured: async () => catalog.modules().map(({ id, title }) => ({ moduleId: id, title, values })) },
    exports: {
      async write(_, path = '') {
        mkdirSync(join(path, 'image-node'), { recursive: true });
        writeFileSync(join(path, '.bancada-export'), '');
        writeFileSync(join(path, 'image-node', 'Dockerfile'), 'FROM node\n');
        return { path, files: 1, bytes: 10, images: [] };
      },
    },
    guide: { stories: async () => [story], exported: async (id) => void exported.push(id) },
    workspaces: { codeFolder: () => code },
    ...change,
  });
const git = (folder: string, ...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
const request = { moduleId: '01-monolitica', language: 'pt' as const };

it('makes a repository with code, image, workflow, diagrams and a README of what was measured, then one more commit', async () => {
  const to = join(place, 'made');
  const first = await portfolioWith().write(request, to);
  expect(git(to, 'status', '--porcelain')).toBe('');
  expect(git(to, 'rev-parse', 'HEAD').startsWith(first.commit)).toBe(true);
  const files = git(to, 'ls-files').split('\n');
  for (const path of [
    'README.md',
    'monolito.ts',
    'pipeline.yaml',
    'container/image-node/Dockerfile',
    '.github/workflows/image.yml',
    'docs/diagramas/contexto.svg',
  ])
    expect(files, path).toContain(path);
  expect(files.filter((path) => path.includes('bancada-export') || path.startsWith('resultados/'))).toEqual([]);
  expect(readFileSync(join(to, 'README.md'), 'utf8')).toContain('Nada foi medido ainda');
  values = { metric: { value: 0.987, of: 'f1_macro', at: 0, source: { kind: 'run', id: 'r' } } };
  await portfolioWith().write(request, to);
  expect(git(to, 'log', '--format=%s').split('\n')).toHaveLength(2);
  const readme = readFileSync(join(to, 'README.md'), 'utf8');
  for (const part of ['| Métrica principal | f1_macro 0,987 | 1970-01-01 |', 'Verificações automáticas: 1 de 11', '## A nota falsa'])
    expect(readme).toContain(part);
  expect(JSON.parse(readFileSync(join(to, 'resultados/medidas.json'), 'utf8'))).toMatchObject([{ id: 'metric', value: 0.987 }]);
  expect(exported).toEqual(['01-monolitica', '01-monolitica']);
});

it('names nothing of this computer', async () => {
  const to = join(place, 'clean');
  await portfolioWith().write({ ...request, language: 'en' }, to);
  const all = readdirSync(to, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes('.git/'));
  for (const entry of all) {
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    for (const where of [place, core.home.root, applicationRoot]) expect(text.includes(where), entry.name).toBe(false);
  }
  expect(readFileSync(join(to, 'README.md'), 'utf8')).toContain('## Measured results');
});

it('leaves alone what is not its own, and what has changes nobody has committed', async () => {
  const theirs = join(place, 'theirs');
  mkdirSync(theirs);
  writeFileSync(join(theirs, 'a.txt'), 'mine');
  await expect(portfolioWith().write(request, theirs)).rejects.toThrow('FILE_EXISTS');
  expect(readFileSync(join(theirs, 'a.txt'), 'utf8')).toBe('mine');
  const edited = join(place, 'made');
  writeFileSync(join(edited, 'README.md'), 'edited');
  await expect(portfolioWith().write(request, edited)).rejects.toThrow('FILE_EXISTS');
  expect(readFileSync(join(edited, 'README.md'), 'utf8')).toBe('edited');
});

it('refuses secrets and places of this computer, by file and line', async () => {
  const spoilt = join(place, 'spoilt');
  cpSync(code, spoilt, { recursive: true });
  const to = join(place, 'refused');
  const refused = () => portfolioWith({ workspaces: { codeFolder: () => spoilt } }).write(request, to);
  writeFileSync(join(spoilt, 'a.ts'), `const x = 1;\nconst token = "ghp_${'a1B2'.repeat(10)}";\n`);
  await expect(refused()).rejects.toMatchObject({ code: 'PORTFOLIO_SECRET', data: { file: 'a.ts', line: 2 } });
  writeFileSync(join(spoilt, 'a.ts'), `read('${applicationRoot}data.csv');\n`);
  await expect(refused()).rejects.toMatchObject({ code: 'PORTFOLIO_PATH', data: { file: 'a.ts', line: 1 } });
  expect(existsSync(to)).toBe(false);
});

it('says when a pipeline has no image of its own, and has no workflow that would build one', async () => {
  const write = () => Promise.reject(new BancadaError('EXPORT_STEP_UNSUPPORTED', {}));
  const { imageError, files, readme } = await portfolioWith({ exports: { write } }).preview(request);
  expect(imageError).toBe('EXPORT_STEP_UNSUPPORTED');
  expect(files.filter(({ path }) => path.startsWith('container/') || path.startsWith('.github/'))).toEqual([]);
  expect(readme).toContain('não tem imagem própria');
  await expect(portfolioWith().preview({ ...request, moduleId: '99-x' })).rejects.toThrow('CHALLENGE_NOT_FOUND');
});
