import { expect, it } from 'vitest';
import { readPlanFile } from './plan-file.ts';

it('reads a plan as a person writes it', () => {
  const text = 'strategy: canary\nweights: [10, 50]\nhold: 2s\nrequests: 30\nwatch: 500ms\nlimits: { errors: 0.02 }\n';
  expect(readPlanFile(text, 'p.yaml')).toEqual({
    ...{ strategy: 'canary', weights: [10, 50], holdMs: 2000, requests: 30, watchMs: 500, limits: { errors: 0.02, slower: 1.5, different: 0.01 } },
  });
  expect(readPlanFile('strategy: shadow\nhold: forever\n', 'p.yaml')).toEqual({ strategy: 'shadow', holdMs: null });
});

it.each([
  ['strategy: canario', 'p.yaml: strategy → direct | blue-green | canary | ab | shadow | manual'],
  ['strategy: canary\nhold: 2', 'p.yaml: hold → 500ms | 30s | 5m | forever'],
  ['strategy: canary\npeso: 3', 'p.yaml: peso → strategy, weights, hold, requests, watch, replicas, sticky, limits, auto'],
  ['', 'p.yaml: — → strategy: canary'],
])('says which field of the file is wrong, and what stands there (%s)', (text, detail) => {
  expect(() => readPlanFile(text, 'p.yaml')).toThrowError(expect.objectContaining({ code: 'USAGE', data: { detail } }));
});
