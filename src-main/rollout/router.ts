import type { Core } from '../common/core.ts';
import { procedures } from '../common/procedures.ts';
import { snapshots } from '../common/snapshots.ts';
import { rolloutContract } from '../contract/rollout.ts';
import type { ServingDomain } from '../serving/index.ts';
import type { Rollouts } from './index.ts';

export function rolloutRouter({ changes }: Pick<Core, 'changes'>, { rollouts, serving }: { rollouts: Rollouts; serving: ServingDomain }) {
  const implement = procedures(rolloutContract);
  return implement.router({
    start: implement.start.handler(({ input }) => rollouts.start(input)),
    list: implement.list.handler(({ input }) => rollouts.list(input.endpoint, input.limit)),
    promote: implement.promote.handler(({ input }) => rollouts.wish(input.endpoint, { do: 'promote', all: input.all })),
    pause: implement.pause.handler(({ input }) => rollouts.wish(input.endpoint, { do: 'pause' })),
    resume: implement.resume.handler(({ input }) => rollouts.wish(input.endpoint, { do: 'resume' })),
    rollback: implement.rollback.handler(({ input }) => rollouts.rollback(input.endpoint)),
    weight: implement.weight.handler(({ input }) => rollouts.wish(input.endpoint, { do: 'weight', weight: input.weight })),
    scale: implement.scale.handler(({ input }) => rollouts.scale(input.endpoint, input)),
    fleet: implement.fleet.handler(async ({ input }) => {
      await serving.settled();
      return rollouts.fleet(input.endpoint);
    }),
    watch: implement.watch.handler(async function* ({ input: { endpoint }, signal }) {
      await serving.settled();
      rollouts.fleet(endpoint);
      const leave = rollouts.follow(endpoint, () => changes.publish({ topic: 'traffic', id: endpoint }));
      const read = () => ({ fleet: rollouts.fleet(endpoint), rollout: rollouts.last(endpoint) });
      try {
        yield* snapshots({ changes, topics: ['endpoints', 'traffic'], id: endpoint, read, ...(signal && { signal }) });
      } finally {
        leave();
      }
    }),
  });
}
