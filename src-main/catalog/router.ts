import { procedures } from '../common/procedures.ts';
import { catalogContract } from '../contract/catalog.ts';
import type { ContentCatalog } from './index.ts';

export function catalogRouter(catalog: ContentCatalog) {
  const implement = procedures(catalogContract);
  return implement.router({
    modules: implement.modules.handler(() => catalog.modules()),
    study: implement.study.handler(({ input }) => catalog.study(input.moduleId, input.language)),
    diagram: implement.diagram.handler(({ input }) => catalog.diagram(input.moduleId, input.diagramId, input.language)),
    cards: implement.cards.handler(({ input }) => catalog.cards(input.moduleId, input.language)),
    challenge: implement.challenge.handler(({ input }) => catalog.challenge(input.moduleId, input.language)),
    glossary: implement.glossary.handler(({ input }) => catalog.glossary(input.language)),
    datasets: implement.datasets.handler(() => catalog.datasets()),
  });
}
