import type { Core } from '../common/core.ts';
import { procedures } from '../common/procedures.ts';
import { snapshots } from '../common/snapshots.ts';
import { mlflowContract } from '../contract/mlflow.ts';
import type { Mlflow } from './index.ts';

export function mlflowRouter({ changes }: Pick<Core, 'changes'>, mlflow: Mlflow) {
  const implement = procedures(mlflowContract);
  return implement.router({
    server: implement.server.handler(() => mlflow.server.status()),
    start: implement.start.handler(({ input }) => mlflow.server.start(input)),
    stop: implement.stop.handler(() => mlflow.server.stop()),
    watchCalls: implement.watchCalls.handler(({ input, signal }) =>
      snapshots({ changes, topics: ['wire'], read: () => mlflow.lens.calls(input.runId), ...(signal && { signal }), everyMs: 250 }),
    ),
    replay: implement.replay.handler(({ input }) => mlflow.replay(input)),
  });
}
