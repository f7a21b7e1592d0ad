/** `diagramFiles`: the architecture's diagrams, as drawn and as they are written. */
import type { PortfolioRequest } from '../contract/portfolio.ts';
import type { RepositoryFile } from './build.ts';
import type { PortfolioParts } from './index.ts';

export function diagramFiles({ catalog }: Pick<PortfolioParts, 'catalog'>, { moduleId, language }: PortfolioRequest): RepositoryFile[] {
  const { diagrams = [] } = catalog.modules().find(({ id }) => id === moduleId) ?? {};
  return diagrams.flatMap(({ id }) => {
    const { svg, puml } = catalog.diagram(moduleId, id, language);
    const source = { path: `docs/diagramas/${id}.puml`, content: Buffer.from(puml) };
    return svg.light === '' ? [source] : [{ path: `docs/diagramas/${id}.svg`, content: Buffer.from(svg.light) }, source];
  });
}
