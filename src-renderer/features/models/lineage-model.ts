/** `lineageGraph`: where a version came from and where it went, as columns of things that can be opened and lines between them. Pure. */
import type { ModelVersion, VersionLineage } from '#contract';

export type LineageKind = 'dataset' | 'pipeline' | 'run' | 'version' | 'copy' | 'endpoint';

export interface LineageNode {
  id: string;
  kind: LineageKind;
  label: string;
  /** Smaller, below: what tells it from others of its kind. */
  detail: string;
  column: number;
  row: number;
  /** What is opened; null where there is no page for it. */
  opens:
    | { kind: 'pipeline' | 'run' | 'endpoint'; id: string }
    | { kind: 'data'; name: string; digest: string }
    | { kind: 'version'; name: string; version: string }
    | null;
}

export interface LineageGraph {
  nodes: LineageNode[];
  edges: { from: string; to: string }[];
  columns: number;
  rows: number;
}

type Found = Omit<LineageNode, 'row'>;

export function lineageGraph(version: Pick<ModelVersion, 'name' | 'version'>, lineage: VersionLineage): LineageGraph {
  const self: Found = {
    id: 'self',
    kind: 'version',
    label: `${version.name} v${version.version}`,
    detail: '',
    column: 2,
    opens: null,
  };
  const data = lineage.datasets.map(
    ({ name, digest, context, source }, at): Found => ({
      id: `data${at}`,
      kind: 'dataset',
      label: name,
      detail: context || digest.slice(0, 12),
      column: 0,
      // Those that the lab keeps have a page; what a client says of other data is only told.
      opens: source.includes(`"dataset:${name}"`) ? { kind: 'data', name, digest } : null,
    }),
  );
  const makers: Found[] = [
    ...(lineage.pipelineRunId === null
      ? []
      : [
          {
            id: 'pipeline',
            kind: 'pipeline',
            label: lineage.pipelineRunId,
            detail: '',
            column: 1,
            opens: { kind: 'pipeline', id: lineage.pipelineRunId },
          } satisfies Found,
        ]),
    ...(lineage.run === null
      ? []
      : [
          {
            id: 'run',
            kind: 'run',
            label: lineage.run.name,
            detail: lineage.run.runId.slice(0, 8),
            column: 1,
            opens: { kind: 'run', id: lineage.run.runId },
          } satisfies Found,
        ]),
    ...(lineage.copiedFrom === null ? [] : [versionNode('origin', lineage.copiedFrom, 1)]),
  ];
  const after: Found[] = [
    ...lineage.endpoints.map(
      (name, at): Found => ({ id: `endpoint${at}`, kind: 'endpoint', label: name, detail: '', column: 3, opens: { kind: 'endpoint', id: name } }),
    ),
    ...lineage.graphs.map((graph, at) => ({ ...versionNode(`graph${at}`, graph, 3), kind: 'version' as const })),
    ...lineage.copies.map((copy, at) => versionNode(`copy${at}`, copy, 3)),
  ];
  const inputs = makers.length > 0 ? makers : [self];
  const edges = [
    ...data.flatMap(({ id }) => inputs.filter(({ kind }) => kind !== 'copy').map((maker) => ({ from: id, to: maker.id }))),
    ...makers.map(({ id }) => ({ from: id, to: self.id })),
    ...after.map(({ id }) => ({ from: self.id, to: id })),
  ];
  return placed([...data, ...makers, self, ...after], edges);
}

function versionNode(id: string, { name, version }: { name: string; version: string }, column: number): Found {
  return { id, kind: 'copy', label: `${name} v${version}`, detail: '', column, opens: { kind: 'version', name, version } };
}

/** Columns without anything close up; within a column one below the other. */
function placed(found: readonly Found[], edges: LineageGraph['edges']): LineageGraph {
  const used = [...new Set(found.map(({ column }) => column))].sort();
  const counts = new Map<number, number>();
  const nodes = found.map((node): LineageNode => {
    const column = used.indexOf(node.column);
    const row = counts.get(column) ?? 0;
    counts.set(column, row + 1);
    return { ...node, column, row };
  });
  return { nodes, edges, columns: used.length, rows: Math.max(...counts.values()) };
}
