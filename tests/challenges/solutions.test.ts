/** The reference passes every check on every engine; the starter runs, and does not. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastRun } from '../../architectures/reference-run.ts';
import { dockerAnswers } from '../support/cli.ts';
import { type ChallengeLab, challengeIds, openChallengeLab } from './challenge-lab.ts';
import { unquoted } from './quoted.ts';

describe.each(challengeIds())('%s', (challengeId) => {
  let bench: ChallengeLab;
  beforeAll(async () => {
    bench = await openChallengeLab();
  });
  afterAll(() => bench.close());

  for (const { engine, skip } of [
    { engine: 'process', skip: false },
    { engine: 'docker', skip: !dockerAnswers },
  ] as const) {
    test.skipIf(skip)(`the reference passes every check (${engine})`, async () => {
      const session = await bench.check(challengeId, { solution: 'reference', engine });
      const open = session.checks.filter(({ status }) => status !== 'passed');
      expect(open.map(({ id, status, message, seen }) => ({ id, status, message, seen }))).toEqual([]);
      expect(session.status).toBe('passed');
      if (engine === 'process')
        expect(await unquoted(challengeId, () => lastRun(bench.lab, challengeId)), 'figures that the study text lacks').toEqual([]);
      // What a check serves for itself leaves nothing behind.
      expect(readdirSync(bench.lab.core.home.endpoints).filter((name) => name.startsWith('check-'))).toEqual([]);
    });
  }

  test('the starter runs and is told what is missing', async () => {
    const session = await bench.check(challengeId, { solution: 'starter' });
    expect(session.status).toBe('failed');
    expect(session.checks.filter(({ status }) => status === 'error').map(({ id, message }) => ({ id, message }))).toEqual([]);
    for (const check of session.checks.filter(({ status }) => status === 'failed')) {
      expect(check.message, check.id).not.toMatch(/\{(seen|expected)\}/);
      expect(check.read).toMatch(/^arquitetura:/);
    }
  });
});

test('progress comes from the learner’s own code only', async () => {
  const challengeId = '01-monolitica';
  const bench = await openChallengeLab();
  expect(bench.lab.study.overview().modules.find(({ moduleId }) => moduleId === challengeId)?.checksPassed ?? []).toEqual([]);
  bench.writeReference(challengeId);
  const { checks } = await bench.check(challengeId, { only: ['roda'] });
  expect(checks.map(({ status }) => status)).toEqual(['passed', ...checks.slice(1).map(() => 'skipped')]);
  expect(bench.lab.study.overview().modules.find(({ moduleId }) => moduleId === challengeId)?.checksPassed).toEqual(['roda']);
  expect(bench.lab.checks.last(challengeId, 'en')).toMatchObject({ status: 'passed', solution: 'workspace' });
  await bench.close();
});
