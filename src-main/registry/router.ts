import { procedures } from '../common/procedures.ts';
import { registryContract } from '../contract/registry.ts';
import type { RegistryDomain } from './index.ts';

/** The learner at the keyboard, as opposed to a pipeline's run or a client; the window finds the word for it. */
const byHand = 'user';
const author = (comment = '') => ({ by: byHand, comment });

export function registryRouter(registry: RegistryDomain) {
  const implement = procedures(registryContract);
  return implement.router({
    models: implement.models.handler(() => registry.models()),
    search: implement.search.handler(({ input }) => registry.search.models(input)),
    model: implement.model.handler(({ input }) => registry.model(input.name)),
    events: implement.events.handler(({ input }) => registry.events(input)),
    versionsOfRun: implement.versionsOfRun.handler(({ input }) => registry.versionsOfRun(input.runId)),
    create: implement.create.handler(({ input }) => registry.create(input, author())),
    registerRun: implement.registerRun.handler(({ input }) => registry.registerRun(input, author())),
    setAlias: implement.setAlias.handler(({ input: { name, alias, version, comment } }) =>
      registry.setAlias(name, alias, version, byHand, { comment }),
    ),
    deleteAlias: implement.deleteAlias.handler(({ input: { name, alias, comment } }) => registry.deleteAlias(name, alias, byHand, { comment })),
    describe: implement.describe.handler(({ input }) => registry.describe(input.name, input.version, input.description, author())),
    describeModel: implement.describeModel.handler(({ input }) => registry.describeModel(input.name, input.description, author())),
    rename: implement.rename.handler(({ input }) => registry.rename(input.name, input.newName, author())),
    deleteModel: implement.deleteModel.handler(({ input }) => registry.deleteModel(input.name, author(input.comment))),
    deleteVersion: implement.deleteVersion.handler(({ input }) => registry.deleteVersion(input.name, input.version, author(input.comment))),
    setModelTag: implement.setModelTag.handler(({ input: { name, ...tag } }) => registry.setModelTag(name, tag, author())),
    deleteModelTag: implement.deleteModelTag.handler(({ input }) => registry.deleteModelTag(input.name, input.key, author())),
    setVersionTag: implement.setVersionTag.handler(({ input: { name, version, ...tag } }) => registry.setVersionTag(name, version, tag, author())),
    deleteVersionTag: implement.deleteVersionTag.handler(({ input }) => registry.deleteVersionTag(input.name, input.version, input.key, author())),
    gate: implement.gate.handler(({ input }) => registry.gate(input)),
    promote: implement.promote.handler(({ input }) => registry.promote({ ...input, by: byHand })),
    rollback: implement.rollback.handler(({ input }) => registry.rollback(input.name, input.moveId, author(input.comment))),
    lineage: implement.lineage.handler(({ input }) => registry.lineage(input.name, input.version)),
    modelCard: implement.modelCard.handler(({ input }) => registry.card(input.name, input.version, input.language)),
    saveModelCard: implement.saveModelCard.handler(({ input: { name, version, ...card } }) => registry.saveCard(name, version, card, author())),
  });
}
