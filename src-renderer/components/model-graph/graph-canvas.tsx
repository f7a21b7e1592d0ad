/** The drawing of a graph of models: dagre places, xyflow moves and zooms. */
import '@xyflow/react/dist/base.css';
import { Background, Controls, type Edge, MarkerType, type Node, ReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelGraph } from '#contract';
import { GraphBox, type GraphBoxData } from './graph-box.tsx';
import { boxSize, graphLayout } from './graph-layout.ts';
import classes from './model-graph.module.css';

const nodeTypes = { model: GraphBox };

export interface GraphCanvasProps {
  graph: ModelGraph;
  /** By name of node or member. */
  details: Readonly<Record<string, { detail: string; state?: string }>>;
  /** Lines may be pulled from one box to another. */
  onConnect?: (from: string, to: string) => void;
}

export default function GraphCanvas({ graph, details, onConnect }: GraphCanvasProps) {
  const { t } = useTranslation('graph');
  const placed = useMemo(() => graphLayout(graph), [graph]);
  const nodes = placed.boxes.map(
    ({ id, x, y }): Node<GraphBoxData> => ({
      id,
      type: 'model',
      position: { x, y },
      ...boxSize,
      focusable: false,
      data: { name: id, kind: graph.nodes[id]?.kind ?? null, detail: details[id]?.detail ?? '', state: details[id]?.state ?? null },
    }),
  );
  const edges = useMemo(
    () =>
      placed.lines.map(
        ({ from, to, kind, text }): Edge => ({
          id: `${from}→${to}`,
          source: from,
          target: to,
          label: kind === 'route' ? text : t(`line.${kind}`),
          className: classes[kind] ?? '',
          markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14 },
        }),
      ),
    [placed, t],
  );
  return (
    <section className={classes.canvas} data-connectable={onConnect !== undefined || undefined} data-testid="model-graph" aria-label={t('title')}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        nodesDraggable={false}
        nodesConnectable={onConnect !== undefined}
        {...(onConnect && { onConnect: ({ source, target }) => onConnect(source, target) })}
        edgesFocusable={false}
        panActivationKeyCode={null}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomActivationKeyCode={null}
        fitView
        fitViewOptions={{ padding: 0.06, maxZoom: 1 }}
        minZoom={0.2}
        maxZoom={1.6}
        preventScrolling={false}
        zoomOnScroll={false}
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={20} size={1} color="var(--b-border)" />
        <Controls showInteractive={false} fitViewOptions={{ padding: 0.06, maxZoom: 1 }} />
      </ReactFlow>
    </section>
  );
}
