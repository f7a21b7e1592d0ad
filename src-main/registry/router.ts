import { procedures } from '../common/procedures.ts';
import type { RegistryDomain } from './index.ts';

/** The learner at the keyboard, as opposed to a pipeline's run; the window finds the word for it. */
const byHand = 'user';

export function registryRouter(registry: RegistryDomain) {
  const { registry: implement } = procedures;
  return implement.router({
    models: implement.models.handler(() => registry.models()),
    model: implement.model.handler(({ input }) => registry.model(input.name)),
    setAlias: implement.setAlias.handler(({ input }) => registry.setAlias(input.name, input.alias, input.version, byHand)),
    deleteAlias: implement.deleteAlias.handler(({ input }) => registry.deleteAlias(input.name, input.alias, byHand)),
    describe: implement.describe.handler(({ input }) => registry.describe(input.name, input.version, input.description)),
  });
}
