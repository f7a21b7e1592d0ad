import { expect, test } from 'vitest';
import type { Trigger } from '#contract';
import { draftOf, kinds, sourceOf, triggerOf } from './draft.ts';

const about: Omit<Trigger, 'source'> = {
  name: 'x',
  pipeline: 'p',
  solution: 'workspace',
  engine: null,
  params: { n: 3 },
  catchUp: { policy: 'all', max: 4 },
  overlap: 'queue',
  priority: 10,
  tags: ['treino', 'gpu'],
  paused: false,
  createdAt: 0,
  nextAt: null,
  last: null,
  hook: null,
  problem: null,
};

const sources: Trigger['source'][] = [
  { kind: 'cron', pattern: '0 8 * * 1', timezone: 'America/Sao_Paulo' },
  { kind: 'interval', everyMs: 5_400_000 },
  { kind: 'files', workspace: 'p', path: 'passos' },
  { kind: 'dataset', dataset: 'voos' },
  { kind: 'model', model: null, on: 'alias', alias: 'champion' },
  { kind: 'alert', endpoint: 'voos', rule: 'drift', severity: 'warning' },
  { kind: 'webhook', allow: ['n'] },
];

test.each(sources)('what is shown of $kind is what it was', (source) => {
  const made = triggerOf(draftOf({ ...about, source }, 'q'));
  expect({ ...source, ...made.source }).toEqual(source);
  expect(made).toMatchObject({
    name: 'x',
    pipeline: 'p',
    params: { n: '3' },
    catchUp: { policy: 'all', max: 4 },
    overlap: 'queue',
    tags: ['treino', 'gpu'],
  });
});

test('every kind has a source', () => {
  expect(kinds.map((kind) => sourceOf({ ...draftOf(undefined, 'q'), kind }).kind)).toEqual([...kinds]);
});
