import { expect, it } from 'vitest';
import type { RunSummary } from '../contract/pipelines.ts';
import { look, type Project } from './checklist/probes.ts';

const nothing: Project = { paths: [], steps: [], ci: {}, runs: [], datasets: [], checks: [], passed: new Set(), values: {}, conveyor: null };
const seen = (change: Partial<Project>) => look({ ...nothing, ...change }, 'pt');
const run = (runId: string, change: object = {}) =>
  ({
    runId,
    params: { seed: 7 },
    metrics: { f1: 0.9, treino_ms: 10 },
    counts: { succeeded: 2 },
    engine: 'process',
    model: null,
    ...change,
  }) as unknown as RunSummary;

it('sees nothing in an empty project', () => {
  expect(Object.values(look(nothing, 'en')).every((each) => each === null)).toBe(true);
});

it('holds a project reproducible when two runs that worked agree, the clock aside', () => {
  const other = run('bbbbbbbb', { metrics: { f1: 0.9, treino_ms: 99 } });
  expect(seen({ runs: [run('aaaaaaaa'), other] }).reproducible).toBe('execução aaaaaaaa = bbbbbbbb');
  expect(seen({ runs: [run('a'), run('b', { metrics: { f1: 0.8 } })] }).reproducible).toBeNull();
  expect(seen({ runs: [run('a'), run('b', { counts: { cached: 2 } })] }).reproducible).toBeNull();
  expect(seen({ runs: [run('a'), run('b', { params: { seed: 8 } })] }).reproducible).toBeNull();
});

it('asks for all checks on leakage, not for one of them', () => {
  const checks = [
    { id: 'sem-vazamento', title: 'Nada vaza' },
    { id: 'avaliacao-honesta', title: 'Avaliação honesta' },
  ];
  expect(seen({ checks, passed: new Set(['sem-vazamento']) })['no-leakage']).toBeNull();
  expect(seen({ checks, passed: new Set(['sem-vazamento', 'avaliacao-honesta']) })['no-leakage']).toBe('Nada vaza; Avaliação honesta');
});

it('takes a gate only where something is published behind it', () => {
  const gate = { id: 'portao', run: 'portao.ts' };
  expect(seen({ steps: [gate] }).gated).toBeNull();
  expect(seen({ steps: [gate, { id: 'registro', uses: 'register' }] }).gated).toBe('passo portao');
  expect(seen({ steps: [{ id: 'registro', uses: 'register', when: 'x' }] }).gated).toBe('passo registro');
});

it('knows tests by their names in both languages', () => {
  const tested = (path: string) => seen({ paths: [path] }).tested;
  for (const path of ['testes/contrato.ts', 'a.test.ts', 'b/test_dados.py', 'tests/x.py']) expect(tested(path), path).toBe(path);
  for (const path of ['passos/teste.ts', 'atestado.ts', 'testes.md']) expect(tested(path), path).toBeNull();
});

it('counts a container only of a run that did the work in one', () => {
  expect(seen({ runs: [run('a')] }).packaged).toBeNull();
  expect(seen({ runs: [run('aaaaaaaaaa', { engine: 'docker' })] }).packaged).toBe('execução aaaaaaaa (docker)');
  expect(seen({ runs: [run('a', { engine: 'docker', counts: { cached: 3 } })] }).packaged).toBeNull();
});
