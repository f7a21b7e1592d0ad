import { procedures } from '../common/procedures.ts';
import { loadContract } from '../contract/load.ts';
import type { Loads } from './index.ts';

export function loadRouter(loads: Loads) {
  const implement = procedures(loadContract);
  return implement.router({
    start: implement.start.handler(({ input }) => loads.start(input)),
    get: implement.get.handler(({ input }) => loads.get(input.loadId)),
    list: implement.list.handler(({ input }) => loads.list(input.endpoint ?? null, input.limit)),
    watch: implement.watch.handler(({ input, signal }) => loads.watch(input.loadId, signal)),
    cancel: implement.cancel.handler(({ input }) => loads.cancel(input.loadId)),
    remove: implement.remove.handler(({ input }) => loads.remove(input.loadId)),
  });
}
