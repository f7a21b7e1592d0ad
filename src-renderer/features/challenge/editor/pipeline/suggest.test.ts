import { expect, it } from 'vitest';
import { jsonSchema } from '../../../../../src-main/pipelines/authoring/json-schema.ts';
import { placeAt } from './place.ts';
import { defaultAt, type Schema } from './schema.ts';
import { named, suggestions } from './suggest.ts';

const schema = jsonSchema() as Schema;

/** What is offered where `|` stands. */
function offered(text: string): string[] {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  const whole = text.replace('|', '');
  const place = placeAt(whole.split('\n'), before.length - 1, before.at(-1)!.length);
  const around = { ...named(whole), files: ['passos/a.ts', 'passos/b.py', 'pipeline.yaml'], datasets: ['penguins'] };
  return suggestions(schema, place, around).map(({ label }) => label);
}

const head = `name: p
params:
  arvores: { type: integer, default: 60 }
steps:
  - id: ingestao
    run: passos/a.ts
    outputs: [voos.jsonl, modelo/]
`;

it('offers the fields of the top that are not there yet', () => {
  expect(offered('name: p\n|')).toEqual(['params', 'steps', 'service', 'tags']);
});

it('offers the fields of a step, without those that it has', () => {
  const fields = offered(`${head}  - id: treino\n    run: passos/a.ts\n    |`);
  expect(fields).toEqual(expect.arrayContaining(['needs', 'inputs', 'outputs', 'timeout', 'cache', 'network', 'retries', 'matrix', 'runtime']));
  for (const gone of ['id', 'run', 'uses', 'with']) expect(fields).not.toContain(gone);
});

it('offers what a built-in step takes, and not what a program does', () => {
  const fields = offered(`${head}  - id: registro\n    uses: register\n    |`);
  expect(fields).toContain('with');
  for (const gone of ['run', 'matrix', 'network']) expect(fields).not.toContain(gone);
  expect(offered(`${head}  - id: registro\n    uses: register\n    with:\n      |`)).toEqual(['name', 'alias']);
  expect(offered(`${head}  - id: registro\n    uses: |`)).toEqual(['register', 'deploy', 'dataset', 'expect', 'features', 'materialize']);
});

it('offers fields deeper down, in blocks and in braces', () => {
  expect(offered(`${head}  - id: treino\n    retries:\n      max: 2\n      |`)).toEqual(['delay', 'factor']);
  expect(offered(`${head}  - id: treino\n    resources: { cpus: 1, |`)).toEqual(['memory', 'disk', 'logs']);
  expect(offered(`${head}  - { id: treino, |`)).toEqual(expect.arrayContaining(['run', 'uses', 'needs']));
  expect(offered('name: p\nparams:\n  n: { |')).toEqual(['type', 'default', 'min', 'max', 'choices']);
});

it('offers the values that the schema knows', () => {
  expect(offered(`${head}  - id: treino\n    network: |`)).toEqual(['none', 'tracking', 'bridge']);
  expect(offered(`${head}  - id: treino\n    cache: |`)).toEqual(['true', 'false', 'frozen']);
  expect(offered('name: p\nparams:\n  n:\n    type: |')).toEqual(['integer', 'number', 'string', 'boolean']);
  expect(defaultAt(schema, ['steps', 0, 'timeout'])).toBe('10m');
});

it('offers what the file and the workspace name: steps, outputs, data, parameters, programs', () => {
  expect(offered(`${head}  - id: treino\n    needs: [|`)).toEqual(['ingestao', 'treino']);
  expect(offered(`${head}  - id: treino\n    needs:\n      - |`)).toEqual(['ingestao', 'treino']);
  expect(offered(`${head}  - id: treino\n    inputs: { dados: |`)).toEqual(['ingestao.voos', 'ingestao.modelo', 'dataset:penguins']);
  expect(offered(`${head}  - id: treino\n    inputs:\n      dados: |`)).toEqual(['ingestao.voos', 'ingestao.modelo', 'dataset:penguins']);
  expect(offered(`${head}  - { id: x, inputs: { dados: |`)).toEqual(['ingestao.voos', 'ingestao.modelo', 'dataset:penguins']);
  expect(offered(`${head}  - id: treino\n    params: { n: |`)).toEqual([['$', '{params.arvores}'].join('')]);
  expect(offered(`${head}  - id: treino\n    run: |`)).toEqual(['passos/a.ts', 'passos/b.py']);
});

it('offers nothing where anything may stand', () => {
  expect(offered(`${head}  - id: treino\n    timeout: |`)).toEqual([]);
  expect(offered(`${head}  - id: |`)).toEqual([]);
});
