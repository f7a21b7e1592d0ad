import { procedures } from '../common/procedures.ts';
import { lineageContract } from '../contract/lineage.ts';
import type { Lineage } from './index.ts';

export function lineageRouter(lineage: Lineage) {
  const implement = procedures(lineageContract);
  return implement.router({ graph: implement.graph.handler(({ input }) => lineage.graph(input)) });
}
