// The checks' own measures and batches, and that pictures, sabotages and reference solution of 03 speak of the same steps.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { baseId, inputsBehind, statusOf } from './leitura.ts';
import { batch } from './lotes.ts';
import { lowEnd, random, rateBy, rocAuc } from './medidas.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const reference: { steps: { id: string; inputs?: Record<string, string>; needs?: string[] }[] } = parse(read('../exemplo/pipeline.yaml'));

describe('measures of the checks', () => {
  it('ROC-AUC is the share of well-ordered pairs, ties counting half', () => {
    expect(rocAuc([false, false, true, true], [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
    expect(rocAuc([false, true], [0.5, 0.5])).toBe(0.5);
  });

  it('the low end of the interval lies below the value and narrows with more rows', () => {
    const sample = (n: number) => {
      const next = random(3);
      const actual = Array.from({ length: n }, () => next() < 0.3);
      return { actual, score: actual.map((late) => next() + (late ? 0.3 : 0)) };
    };
    const gap = ({ actual, score }: ReturnType<typeof sample>) => rocAuc(actual, score) - lowEnd(actual, score, 1);
    expect(gap(sample(100))).toBeGreaterThan(gap(sample(2000)));
    expect(gap(sample(2000))).toBeGreaterThan(0);
  });

  it('a value never seen gets the general rate, a rare one leans on it', () => {
    const rate = rateBy(
      [
        { a: 'x', late: true },
        { a: 'y', late: false },
      ],
      ({ a }) => a,
      ({ late }) => late,
    );
    expect(rate({ a: 'z', late: false })).toBe(0.5);
    expect(rate({ a: 'x', late: false })).toBeCloseTo(16 / 31);
  });
});

describe('made-up batches', () => {
  const good = (row: Record<string, unknown>) =>
    /^\d{4}\/(0[1-9]|1[0-2])\/\d\d ([01]\d|2[0-3]):[0-5]\d$/.test(String(row.date)) &&
    typeof row.delay === 'number' &&
    row.delay >= -120 &&
    row.delay <= 1440 &&
    typeof row.distance === 'number' &&
    row.distance >= 1 &&
    row.distance <= 6000 &&
    /^[A-Z0-9]{3}$/.test(String(row.origin));

  it.each([1, 2, 3])('exactly as many rows break a rule as were asked for (seed %i)', (seed) => {
    expect(batch(3000, 30, seed).filter((row) => !good(row))).toHaveLength(30);
    expect(batch(3000, 900, seed).filter((row) => !good(row))).toHaveLength(900);
  });
});

describe('reading a run', () => {
  it('instances of a matrix answer for their step', () => {
    const step = { attempts: 1, cached: false, durationMs: 1, metrics: {} };
    const steps = [
      { ...step, id: 'treino[algoritmo=mlp]', status: 'succeeded' },
      { ...step, id: 'treino[algoritmo=majority]', status: 'failed' },
    ];
    const run = { runId: 'r', status: 'failed', error: null, metrics: {}, model: null, steps, artifact: async () => '' };
    expect(baseId(steps[0]!.id)).toBe('treino');
    expect(statusOf(run, 'treino')).toBe('succeeded/failed');
    expect(statusOf(run, 'escolha')).toBe('—');
  });

  it('what a step reads is followed back, but not behind the steps where the search ends', () => {
    const spec = {
      name: 'p',
      service: null,
      steps: reference.steps.map((s) => ({ needs: [], outputs: [], matrix: {}, retries: 0, cache: true, ...s, inputs: s.inputs ?? {} })),
    };
    expect(inputsBehind(spec, 'escolha', new Set(['atributos']))).toContain('atributos.ajuste');
    expect(inputsBehind(spec, 'escolha', new Set(['atributos'])).filter((input) => input.endsWith('.teste'))).toEqual([]);
  });
});

describe('the material around the reference solution', () => {
  it.each(['componente.puml', 'componente.en.puml'])('%s has one box per step and one arrow per artifact read', (file) => {
    const picture = read(`../../../architectures/03-pipelines/diagramas/${file}`);
    const boxes = [...picture.matchAll(/^\s*Component\((\w+),/gm)].map((found) => found[1]);
    expect(boxes.sort()).toEqual(reference.steps.map((step) => step.id).sort());
    const arrows = new Set([...picture.matchAll(/^Rel(?:_\w)?\((\w+), (\w+),/gm)].map((found) => `${found[1]} → ${found[2]}`));
    const edges = reference.steps.flatMap(({ id, inputs = {}, needs = [] }) =>
      [...needs, ...Object.values(inputs).map((input) => (input.startsWith('dataset:') ? 'bts' : input.split('.')[0]))].map(
        (from) => `${from} → ${id}`,
      ),
    );
    expect(arrows).toEqual(new Set(edges));
  });

  it('each sabotage changes exactly one place of the reference', () => {
    const sabotages: { id: string; file: string; find: string; replace: string }[] = parse(read('../sabotagens.yaml'));
    for (const { id, file, find, replace } of sabotages) {
      expect(read(`../exemplo/${file}`).split(find).length - 1, id).toBe(1);
      expect(replace, id).not.toBe(find);
    }
  });
});
