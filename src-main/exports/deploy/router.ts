import { procedures } from '../../common/procedures.ts';
import { deployContract } from '../../contract/deploy.ts';
import type { Exports } from '../index.ts';

export function deployRouter({ deploys, deployJobs }: Pick<Exports, 'deploys' | 'deployJobs'>) {
  const implement = procedures(deployContract);
  return implement.router({
    plan: implement.plan.handler(async ({ input }) => (await deploys()).plan(input)),
    apply: implement.apply.handler(async function* ({ input, signal }) {
      yield* (await deploys()).apply(input, signal ?? new AbortController().signal);
    }),
    start: implement.start.handler(async ({ input }) => (await deployJobs()).start(input)),
    watch: implement.watch.handler(async function* ({ input, signal }) {
      yield* (await deployJobs()).watch(input.endpoint, signal);
    }),
    cancel: implement.cancel.handler(async ({ input }) => (await deployJobs()).cancel(input.endpoint)),
    status: implement.status.handler(async ({ input }) => (await deploys()).status(input)),
    undo: implement.undo.handler(async ({ input }) => (await deploys()).undo(input)),
    remove: implement.remove.handler(async ({ input }) => (await deploys()).remove(input)),
  });
}
