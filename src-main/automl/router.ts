import { procedures } from '../common/procedures.ts';
import { automlContract } from '../contract/automl.ts';
import type { Automls } from './index.ts';

export function automlRouter(automl: Automls) {
  const implement = procedures(automlContract);
  return implement.router({
    start: implement.start.handler(({ input }) => automl.start(input)),
    resume: implement.resume.handler(({ input }) => automl.resume(input.searchId)),
    get: implement.get.handler(({ input }) => automl.get(input.searchId)),
    result: implement.result.handler(({ input }) => automl.result(input.searchId)),
    list: implement.list.handler(({ input }) => automl.list(input.limit)),
    watch: implement.watch.handler(({ input, signal }) => automl.watch(input.searchId, signal)),
    cancel: implement.cancel.handler(({ input }) => automl.cancel(input.searchId)),
    exam: implement.exam.handler(({ input }) => automl.exam(input.searchId)),
    register: implement.register.handler(({ input }) => automl.register(input.searchId, input.name)),
  });
}
