import { procedures } from '../common/procedures.ts';
import { modelGraphsContract } from '../contract/model-graphs.ts';
import type { ModelGraphs } from './index.ts';

export function modelGraphsRouter(graphs: ModelGraphs) {
  const implement = procedures(modelGraphsContract);
  return implement.router({
    check: implement.check.handler(({ input }) => graphs.check(input.text)),
    compose: implement.compose.handler(({ input }) => graphs.compose(input)),
    get: implement.get.handler(({ input }) => graphs.get(input.name, input.version)),
  });
}
