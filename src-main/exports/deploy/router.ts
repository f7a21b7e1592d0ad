import { procedures } from '../../common/procedures.ts';
import { deployContract } from '../../contract/deploy.ts';
import type { Exports } from '../index.ts';

export function deployRouter({ deploys }: Pick<Exports, 'deploys'>) {
  const implement = procedures(deployContract);
  return implement.router({
    plan: implement.plan.handler(async ({ input }) => (await deploys()).plan(input)),
    apply: implement.apply.handler(async function* ({ input, signal }) {
      yield* (await deploys()).apply(input, signal ?? new AbortController().signal);
    }),
    status: implement.status.handler(async ({ input }) => (await deploys()).status(input)),
    remove: implement.remove.handler(async ({ input }) => (await deploys()).remove(input)),
  });
}
