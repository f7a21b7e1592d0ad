import { procedures } from '../common/procedures.ts';
import { batchContract } from '../contract/batch.ts';
import type { Batches } from './index.ts';

export function batchRouter(batches: Batches) {
  const implement = procedures(batchContract);
  return implement.router({
    start: implement.start.handler(({ input }) => batches.start(input)),
    get: implement.get.handler(({ input }) => batches.get(input.batchId)),
    list: implement.list.handler(({ input }) => batches.list(input.model ?? null, input.limit)),
    watch: implement.watch.handler(({ input, signal }) => batches.watch(input.batchId, signal)),
    cancel: implement.cancel.handler(({ input }) => batches.cancel(input.batchId)),
  });
}
