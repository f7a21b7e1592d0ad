import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { BancadaError, explain, faultsOf } from '../../contract/index.ts';
import { phrase } from '../../contract/messages/phrases.ts';
import { parsePipeline } from './parse.ts';
import { readPipeline } from './read.ts';
import { syntaxDetail, syntaxDetails } from './syntax.ts';

const step = '  - id: a\n    run: a.ts\n';
const head = 'name: p\nsteps:\n';

function refusal(text: string): BancadaError {
  try {
    parsePipeline(text, 'pipeline.yaml');
  } catch (error) {
    if (error instanceof BancadaError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a mistake in pipeline.yaml is named with its place', () => {
  test.each([
    ['an unknown field with the one that was meant', `${head}  - id: a\n    rum: a.ts\n`, 4, 5, 'steps[0].rum', '@unknown-field run'],
    ['an unknown field at the top', `name: p\nparam: {}\nsteps:\n${step}`, 2, 1, 'param', '@unknown-field params'],
    [
      'an unknown field like no other',
      `${head}${step}    colour: red\n`,
      5,
      5,
      'steps[0].colour',
      expect.stringMatching(/^@unknown-field-known .*outputs/),
    ],
    ['an unknown field of a nested map', `${head}${step}    resources: { cpu: 1 }\n`, 5, 18, 'steps[0].resources.cpu', '@unknown-field cpus'],
    ['a missing name', `steps:\n${step}`, 1, 1, 'name', '@required'],
    ['a step without a program', `${head}  - id: a\n    needs: []\n`, 3, 5, 'steps[0].run', '@required'],
    ['both run and uses', `${head}${step}    uses: deploy\n`, 5, 5, 'steps[0].uses', '@run-or-uses'],
    [
      'an unknown built-in',
      `${head}  - id: a\n    uses: publish\n`,
      4,
      11,
      'steps[0].uses',
      '@one-of register, deploy, dataset, expect, features, materialize',
    ],
    ['text where a list belongs', `${head}${step}    outputs: x.json\n`, 5, 14, 'steps[0].outputs', '@list'],
    ['a duration without a unit', `${head}${step}    timeout: 5\n`, 5, 14, 'steps[0].timeout', '@duration'],
    ['a size nobody knows', `${head}${step}    resources: { memory: 1 apple }\n`, 5, 26, 'steps[0].resources.memory', '@size'],
    ['a program outside the workspace', `${head}  - id: a\n    run: ../a.ts\n`, 4, 10, 'steps[0].run', '@relative-path'],
    ['a program of another kind', `${head}  - id: a\n    run: a.sh\n`, 4, 10, 'steps[0].run', '@program'],
    ['an output in a subfolder', `${head}${step}    outputs: [x/y.json]\n`, 5, 15, 'steps[0].outputs[0]', '@output'],
    ['two outputs of one name', `${head}${step}    outputs: [x.json, x.csv]\n`, 5, 23, 'steps[0].outputs[1]', '@duplicate x'],
    ['two steps of one name', `${head}${step}${step}`, 5, 9, 'steps[1].id', '@duplicate a'],
    ['a need that is no step', `${head}${step}    needs: [b]\n`, 5, 13, 'steps[0].needs[0]', '@unknown-step-known a'],
    ['an input of no step', `${head}${step}    inputs: { x: bb.x }\n`, 5, 18, 'steps[0].inputs.x', '@unknown-step-known a'],
    [
      'an input of no output',
      `${head}${step}    outputs: [k.json]\n  - id: b\n    run: b.ts\n    inputs: { x: a.y }\n`,
      8,
      18,
      'steps[1].inputs.x',
      '@unknown-output a.k',
    ],
    ['an input that is neither', `${head}${step}    inputs: { x: ./file }\n`, 5, 18, 'steps[0].inputs.x', '@source'],
    ['a condition that is none', `${head}${step}    when: params.x ==\n`, 5, 11, 'steps[0].when', expect.stringMatching(/^@condition/)],
    ['a condition on no parameter', `${head}${step}    when: params.x == 1\n`, 5, 11, 'steps[0].when', '@unknown-param x'],
    ['a template of no parameter', `${head}${step}    params: { x: "\${params.y}" }\n`, 5, 18, 'steps[0].params.x', '@unknown-param y'],
    ['a template of something else', `${head}${step}    params: { x: "\${env.HOME}" }\n`, 5, 18, 'steps[0].params.x', '@template'],
    [
      'a frozen step that acts outside of the run',
      `${head}  - { id: d, uses: deploy, cache: frozen, with: { model: m, endpoint: e } }\n`,
      3,
      35,
      'steps[0].cache',
      '@frozen-effects',
    ],
    ['an empty matrix', `${head}${step}    matrix: { k: [] }\n`, 5, 18, 'steps[0].matrix.k', '@not-empty'],
    ['a matrix that repeats', `${head}${step}    matrix: { k: [1, 1] }\n`, 5, 18, 'steps[0].matrix.k', '@distinct'],
    ['too many retries', `${head}${step}    retries: { max: 99 }\n`, 5, 21, 'steps[0].retries.max', '@at-most 20'],
    ['a default of another type', `name: p\nparams: { n: { type: integer, default: many } }\nsteps:\n${step}`, 2, 40, 'params.n.default', '@integer'],
    [
      'a default that is no choice',
      `name: p\nparams: { n: { type: string, default: c, choices: [a, b] } }\nsteps:\n${step}`,
      2,
      39,
      'params.n.default',
      '@one-of a, b',
    ],
    [
      'a model of a matrix',
      `${head}  - id: t\n    run: t.ts\n    outputs: [m/]\n    matrix: { k: [1] }\n  - id: r\n    uses: register\n    inputs: { m: t.m }\n    with: { name: x }\n`,
      9,
      18,
      'steps[1].inputs.m',
      '@one-model',
    ],
    ['nothing at all', '', 1, 1, '—', '@map'],
  ])('%s', (_, text, line, column, field, expected) => {
    const { code, data } = refusal(text);
    expect(code).toBe('PIPELINE_INVALID');
    expect(data).toEqual({ file: 'pipeline.yaml', line, column, field, expected });
  });

  test('what is not YAML', () => {
    expect(refusal('name: [p\nsteps: 1\n')).toMatchObject({ code: 'PIPELINE_SYNTAX', data: { file: 'pipeline.yaml', line: 2 } });
    expect(refusal('name: p\nname: q\n')).toMatchObject({ code: 'PIPELINE_SYNTAX', data: { line: 2, column: 1 } });
  });

  test('several of them at once, from the top down, each at its place; what follows from one is not told', () => {
    const text = `name: p
param: {}
steps:
  - id: a
    run: a.ts
    outputs: [x/y.json]
    when: nothing
  - id: b
    rum: b.ts
  - id: c
    run: c.ts
    needs: [b, zz]
    inputs: { x: b.x, y: a.y }
    timeout: 5
  - id: c
    run: gone.ts
    needs: [zz]
`;
    let error: unknown;
    try {
      parsePipeline(text, 'pipeline.yaml', (path) => path !== 'gone.ts');
    } catch (thrown) {
      error = thrown;
    }
    const faults = faultsOf(error as BancadaError).map(({ code, data }) => `${data.line} ${data.field ?? code}`);
    expect(faults).toEqual([
      '2 param',
      '6 steps[0].outputs[0]',
      '7 steps[0].when',
      '9 steps[1].rum',
      '14 steps[2].timeout',
      '16 PIPELINE_FILE_MISSING',
      '17 steps[3].needs[0]',
    ]);
    expect((error as BancadaError).data.others).toBeTypeOf('string');
  });

  test.each([
    ['a bracket that is not closed', 'steps: [\n', 2, 'falta fechar com ], ou o recuo está errado'],
    ['a tab', 'name: p\n\tsteps: 1\n', 2, 'o recuo se faz com espaços, não com tabulações'],
    ['a quote that is not closed', 'name: "p\n', 2, 'a aspa que abre o texto não fecha'],
    ['fields that do not stand below each other', 'steps:\n  - id: a\n   run: b\n', 3, expect.stringContaining('o recuo não é o do bloco')],
    ['a colon that is missing', 'steps:\n- id: a\n  run\n  needs: []\n', 3, 'falta o dois-pontos depois do nome do campo'],
    ['a name that stands there twice', 'name: p\nname: q\n', 2, 'este campo já apareceu no mesmo bloco'],
    ['a text that begins with a sign', 'name: @p\n', 1, 'um texto sem aspas não pode começar com @'],
    ['an escape that is none', 'name: "\\q"\n', 1, expect.stringContaining('\\q não quer dizer nada')],
    ['a field below a value', 'a: 1\n  b: 2\n', 1, expect.stringContaining('depois de um valor não cabem')],
    ['a reference to nothing', 'a: *x\n', 1, expect.stringContaining('uma âncora')],
  ])('YAML with %s is told in the reader’s language', (_, text, line, words) => {
    const { data } = refusal(text);
    expect(data.line).toBe(line);
    expect(phrase(String(data.detail), 'pt-BR')).toEqual(words);
  });

  test('whatever the YAML parser may find has words in both languages', () => {
    for (const detail of syntaxDetails) {
      for (const locale of ['pt-BR', 'en'] as const) expect(phrase(detail, locale)).not.toContain('@');
    }
    expect(syntaxDetail({ code: 'MISSING_CHAR', message: 'something new' })).toBe('@yaml-missing');
  });

  test('a bracket that is not closed at the top is not told once for each line below', () => {
    const text = `name: p\nsteps: [\n${Array.from({ length: 20 }, (_, n) => `  - id: s${n}\n    run: a.ts\n`).join('')}`;
    expect(faultsOf(refusal(text)).length).toBeLessThan(4);
  });

  test('a cycle, all the way round', () => {
    const text = `${head}  - id: a\n    run: a.ts\n    needs: [c]\n  - id: b\n    run: b.ts\n    needs: [a]\n  - id: c\n    run: c.ts\n    needs: [b]\n`;
    expect(refusal(text)).toMatchObject({ code: 'PIPELINE_CYCLE', data: { file: 'pipeline.yaml', line: 3, cycle: 'a → b → c → a' } });
    expect(refusal(`${head}${step}    needs: [a]\n`)).toMatchObject({ code: 'PIPELINE_CYCLE', data: { cycle: 'a → a' } });
  });

  test('a document that unfolds without end', () => {
    const layers = Array.from({ length: 12 }, (_, i) => `l${i}: &l${i} [${i === 0 ? '1' : `*l${i - 1}, *l${i - 1}, *l${i - 1}`}]`).join('\n');
    expect(refusal(layers).code).toBe('PIPELINE_SYNTAX');
  });

  test('in the words of both languages, with every placeholder filled', () => {
    const { code, data } = refusal(`${head}  - id: a\n    rum: a.ts\n`);
    expect(explain(code, data, 'pt-BR').what).toBe('pipeline.yaml, linha 4, coluna 5: em steps[0].rum, este campo não existe; você quis dizer run?');
    expect(explain(code, data, 'en').what).toBe('pipeline.yaml, line 4, column 5: in steps[0].rum, there is no such field; did you mean run?');
  });
});

test('a program that is not there is named with its step and line', () => {
  const folder = fileURLToPath(new URL('../../../challenges', import.meta.url));
  for (const challenge of readdirSync(folder)) {
    for (const solution of ['inicio', 'exemplo']) expect(readPipeline(join(folder, challenge, solution)).steps.length).toBeGreaterThan(0);
  }
  expect(() => readPipeline('/nowhere')).toThrow(expect.objectContaining({ code: 'PIPELINE_FILE_MISSING' }));
});

test('defaults are filled in', () => {
  const { spec } = parsePipeline(`${head}${step}    outputs: [m/, rows.jsonl, plain.bin]\n    retries: { max: 2, delay: 500ms }\n`, 'pipeline.yaml');
  expect(spec.steps[0]).toMatchObject({
    kind: 'run',
    needs: [],
    network: 'none',
    cache: true,
    timeoutMs: 600_000,
    retries: { max: 2, delayMs: 500, factor: 2 },
    resources: { cpus: 1, memoryBytes: 2 ** 30 },
    outputs: [
      { name: 'm', fileName: 'm', format: 'folder' },
      { name: 'rows', fileName: 'rows.jsonl', format: 'jsonl' },
      { name: 'plain', fileName: 'plain.bin', format: 'file' },
    ],
  });
});
