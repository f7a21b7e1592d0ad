/** The reference passes every check on every engine, and its pipeline tells and leaves the same on each; the starter runs, and does not pass. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastRun } from '../../architectures/reference-run.ts';
import type { CheckSession, EngineKind } from '../../src-main/contract/index.ts';
import { dockerAnswers, root } from '../support/cli.ts';
import { differences, type Seen, seenOf } from '../support/parity.ts';
import { recordSteps, type Told } from '../support/recorded-engine.ts';
import { type ChallengeLab, challengeIds, openChallengeLab } from './challenge-lab.ts';
import { isQuoted, unquoted } from './quoted.ts';
import { seedOfToday, seeds } from './seed.ts';

/** Each with a home of its own: what one engine has done is not in the cache of the other. */
interface Bench extends ChallengeLab {
  told: ReadonlyMap<string, Told>;
}
async function openBench(): Promise<Bench> {
  const bench = await openChallengeLab();
  return { ...bench, told: recordSteps(bench.lab.engines) };
}

const engines = [
  { engine: 'process', skip: false },
  { engine: 'docker', skip: !dockerAnswers },
] as const;

const seenBy = ({ checks }: CheckSession) => Object.fromEntries(checks.flatMap(({ id, seen }) => (seen === null ? [] : [[id, seen]])));

describe.each(challengeIds().map((id) => [id, seedOfToday(id)] as const))('%s, seed %i', (challengeId, seed) => {
  // What a text quotes of a run is of the first seed.
  const seedOn = (engine: EngineKind) => (engine === 'process' && isQuoted(challengeId) ? seeds[0] : seed);
  let benches: Record<(typeof engines)[number]['engine'], Bench>;
  beforeAll(async () => {
    benches = { process: await openBench(), docker: await openBench() };
  });
  afterAll(() => Promise.all(Object.values(benches).map((bench) => bench.close())));

  for (const { engine, skip } of engines) {
    test.skipIf(skip)(`the reference passes every check (${engine})`, async () => {
      const { lab, check } = benches[engine];
      const session = await check(challengeId, { solution: 'reference', engine, seed: seedOn(engine) });
      const open = session.checks.filter(({ status }) => status !== 'passed');
      expect(open.map(({ id, status, message, seen }) => ({ id, status, message, seen }))).toEqual([]);
      expect(session.status).toBe('passed');
      if (engine === 'process')
        expect(await unquoted(challengeId, () => lastRun(lab, challengeId, seenBy(session))), 'figures that the study text lacks').toEqual([]);
      // What a check serves for itself leaves nothing behind.
      expect(readdirSync(lab.core.home.endpoints).filter((name) => name.startsWith('check-'))).toEqual([]);
    });
  }

  test.skipIf(!dockerAnswers)('the pipeline of the reference is the same on every engine', async () => {
    const seen = new Map<EngineKind, Seen>();
    const alike = [...engines.map((each) => each.engine), 'warm' as const].filter((engine) => seedOn(engine) === seed);
    const codeFolder = join(root, 'challenges', challengeId, 'exemplo');
    for (const engine of alike) {
      const { lab, told } = benches[engine === 'warm' ? 'process' : engine];
      // What the checks ran first, when nothing of it was known; what they did not run, now.
      const runId =
        lab.pipelines.list({ pipeline: challengeId, limit: 500 }).findLast((run) => run.engine === engine)?.runId ??
        (await lab.pipelines.start({ pipeline: challengeId, codeFolder, engine, cache: false, params: { seed } })).runId;
      seen.set(engine, seenOf(lab, told, `${challengeId}/exemplo`, await lab.pipelines.finished(runId)));
    }
    expect(seen.size).toBeGreaterThanOrEqual(2);
    expect(differences(seen)).toEqual([]);
  });

  test('the starter runs and is told what is missing', async () => {
    const session = await benches.process.check(challengeId, { solution: 'starter', seed });
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
