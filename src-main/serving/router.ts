import type { Core } from '../common/core.ts';
import { procedures } from '../common/procedures.ts';
import { snapshots } from '../common/snapshots.ts';
import { servingContract } from '../contract/serving.ts';
import type { ServingDomain } from './index.ts';

export function servingRouter({ changes }: Pick<Core, 'changes'>, serving: ServingDomain) {
  const implement = procedures(servingContract);
  return implement.router({
    list: implement.list.handler(async () => {
      await serving.settled();
      return serving.list();
    }),
    get: implement.get.handler(async ({ input }) => {
      await serving.settled();
      return serving.get(input.name);
    }),
    serve: implement.serve.handler(({ input }) => serving.serve(input)),
    stop: implement.stop.handler(({ input }) => serving.stop(input.name)),
    call: implement.call.handler(({ input }) => serving.call(input)),
    requests: implement.requests.handler(({ input }) => serving.requests(input.name, input.limit)),
    logs: implement.logs.handler(({ input }) => serving.logs(input.name, input.limit)),
    watch: implement.watch.handler(async function* ({ input: { name }, signal }) {
      const leave = serving.attend(name);
      try {
        yield* snapshots({ changes, topics: ['endpoints'], id: name, read: () => serving.get(name), ...(signal && { signal }) });
      } finally {
        leave();
      }
    }),
  });
}
