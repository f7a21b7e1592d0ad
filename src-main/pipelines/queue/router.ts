/** The contract's `queue`. */
import type { Core } from '../../common/core.ts';
import { procedures } from '../../common/procedures.ts';
import { type QueueLimits, queueContract, type RunQueue } from '../../contract/queue.ts';

const here = procedures(queueContract);

export interface QueueDomain {
  queue(): RunQueue;
  prioritise(runId: string, priority: number): Promise<void>;
}

interface KeptLimits {
  read(): { queue: QueueLimits };
  save(change: { queue: QueueLimits }): Promise<unknown>;
}

export function queueRouter({ changes }: Pick<Core, 'changes'>, pipelines: QueueDomain, settings: KeptLimits) {
  return here.router({
    list: here.list.handler(() => pipelines.queue()),
    prioritise: here.prioritise.handler(async ({ input }) => {
      await pipelines.prioritise(input.runId, input.priority);
      return pipelines.queue();
    }),
    saveLimits: here.saveLimits.handler(async ({ input }) => {
      const { memoryBytes, runs, tags } = { ...settings.read().queue, ...input };
      await settings.save({ queue: { memoryBytes, runs, tags } });
      changes.publish({ topic: 'settings' });
      return pipelines.queue();
    }),
  });
}
