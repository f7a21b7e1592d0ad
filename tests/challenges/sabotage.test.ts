/** The checks are worth what they catch: every way of spoiling the reference that `sabotagens.yaml` lists is caught by the check it names. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChallengeLab, challengeIds, openChallengeLab, sabotages, spoiled } from './challenge-lab.ts';

describe.each(challengeIds())('%s', (challengeId) => {
  let bench: ChallengeLab;
  beforeAll(async () => {
    bench = await openChallengeLab();
  });
  afterAll(() => bench.close());

  test.each(sabotages(challengeId).map((sabotage) => [sabotage.id, sabotage.caught_by, sabotage] as const))(
    '%s is caught by %s',
    async (_, caughtBy, sabotage) => {
      bench.writeReference(challengeId, { [sabotage.file]: spoiled(challengeId, sabotage) });
      const session = await bench.check(challengeId, { only: [caughtBy] });
      const check = session.checks.find(({ id }) => id === caughtBy);
      expect(check, `${check?.message ?? check?.seen}`).toMatchObject({ status: 'failed' });
      expect(check!.message).toBeTruthy();
    },
  );
});
