/** The contract's `pipelines`: handlers of a line or two. */
import type { Core } from '../common/core.ts';
import { procedures } from '../common/procedures.ts';
import { snapshots } from '../common/snapshots.ts';
import { pipelinesContract } from '../contract/pipelines.ts';
import type { PipelinesDomain } from './domain.ts';
import { isOpen } from './records.ts';

const here = procedures(pipelinesContract);
const logPage = 2000;

export function pipelinesRouter({ changes }: Pick<Core, 'changes'>, pipelines: PipelinesDomain) {
  return here.router({
    plan: here.plan.handler(({ input }) => pipelines.plan(input.pipeline, input.solution)),
    start: here.start.handler(({ input }) => pipelines.start(input)),
    cancel: here.cancel.handler(({ input }) => pipelines.cancel(input.runId)),
    list: here.list.handler(({ input }) => pipelines.list(input)),
    get: here.get.handler(({ input }) => pipelines.get(input.runId)),
    recipe: here.recipe.handler(({ input }) => pipelines.recipe(input.runId)),
    code: here.code.handler(({ input }) => pipelines.code(input.runId, input.path)),
    reproduce: here.reproduce.handler(({ input }) => pipelines.reproduce(input.runId)),
    rerun: here.rerun.handler(({ input }) => pipelines.rerun(input)),
    rerunPlan: here.rerunPlan.handler(({ input }) => pipelines.rerunPlan(input)),
    explain: here.explain.handler(({ input }) => pipelines.explain(input.runId, input.step)),
    watch: here.watch.handler(async function* ({ input: { runId }, signal }) {
      const read = () => pipelines.get(runId);
      const leave = pipelines.attend(runId);
      try {
        yield* snapshots({ changes, topics: ['runs'], id: runId, read, ended: (run) => !isOpen(run.status), signal });
      } finally {
        leave();
      }
    }),
    logs: here.logs.handler(({ input: { runId, ...filter } }) => pipelines.logs(runId, filter)),
    searchLogs: here.searchLogs.handler(({ input }) => pipelines.searchLogs(input)),
    followLogs: here.followLogs.handler(async function* ({ input: { runId, after }, signal }) {
      let last = after;
      const read = () => !isOpen(pipelines.get(runId).status);
      const leave = pipelines.attend(runId);
      try {
        for await (const _ of snapshots({ changes, topics: ['runs'], id: runId, read, ended: (ended) => ended, signal })) {
          // A run that had ended before its log was read to the end has no more to say.
          for (let lines = pipelines.logs(runId, { after: last, limit: logPage }); lines.length > 0; ) {
            yield lines;
            last = lines.at(-1)!.seq;
            lines = pipelines.logs(runId, { after: last, limit: logPage });
          }
        }
      } finally {
        leave();
      }
    }),
  });
}
