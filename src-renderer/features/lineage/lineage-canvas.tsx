/** The drawing of a lineage, left to right: dagre places, xyflow moves and zooms. */
import '@xyflow/react/dist/base.css';
import { Background, Controls, type Edge, MarkerType, type Node, ReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineageGraph } from '#contract';
import { layout, size } from './layout.ts';
import classes from './lineage.module.css';
import { LineageBox, type LineageBoxData } from './lineage-box.tsx';

const nodeTypes = { thing: LineageBox };

export default function LineageCanvas({ graph }: { graph: LineageGraph }) {
  const { t } = useTranslation('lineage');
  const nodes = useMemo(() => {
    const places = layout(graph);
    return graph.nodes.map(
      (node): Node<LineageBoxData> => ({
        id: node.id,
        type: 'thing',
        position: places.get(node.id) ?? { x: 0, y: 0 },
        ...size,
        focusable: false,
        data: { node, isRoot: node.id === graph.root },
      }),
    );
  }, [graph]);
  const edges = useMemo(
    () =>
      graph.edges.map(
        ({ from, to, kind }): Edge => ({
          id: `${from}→${to}`,
          source: from,
          target: to,
          type: 'smoothstep',
          markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14 },
          ariaLabel: t(`edge.${kind}`),
        }),
      ),
    [graph, t],
  );
  return (
    <section className={classes.canvas} data-testid="lineage" aria-label={t('graph')}>
      <ReactFlow
        key={graph.root}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        panActivationKeyCode={null}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomActivationKeyCode={null}
        fitView
        fitViewOptions={{ padding: 0.1, maxZoom: 1 }}
        minZoom={0.1}
        maxZoom={1.6}
        preventScrolling={false}
        zoomOnScroll={false}
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={20} size={1} color="var(--b-border)" />
        <Controls showInteractive={false} fitViewOptions={{ padding: 0.1, maxZoom: 1 }} />
      </ReactFlow>
    </section>
  );
}
