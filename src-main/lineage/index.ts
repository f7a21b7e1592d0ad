/** Lineage across the lab: data, steps, runs, models, endpoints, as their own tables tell it. */
import type { LineageGraph, LineageQuestion } from '../contract/lineage.ts';
import { asJson, type Readers } from '../storage/index.ts';
import { lineageRead } from './graph.ts';

export interface Lineage {
  /** LINEAGE_NODE_NOT_FOUND. */
  graph(question: LineageQuestion): Promise<LineageGraph>;
}

export function createLineage(readers: Readers): Lineage {
  return { graph: async (question) => asJson<LineageGraph>(await readers.ask(lineageRead, question)) };
}
