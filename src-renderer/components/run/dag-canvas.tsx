/** The drawing of the graph: xyflow moves and zooms, we place and draw. */
import '@xyflow/react/dist/base.css';
import { Background, Controls, type Edge, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dag.module.css';
import type { DagProps } from './dag.tsx';
import { layout, sizes } from './dag-layout.ts';
import { DagLines } from './dag-lines.tsx';
import { DagNode } from './dag-node.tsx';
import { useDagNodes } from './dag-nodes.ts';
import { type DagStep, marksOf } from './steps.ts';

const nodeTypes = { step: DagNode };
/** From here on only what is seen is drawn. */
const manySteps = 120;
const legibleZoom = 0.7;
const leastZoom = 0.25;

export default function DagCanvas(props: Omit<DagProps, 'height'>) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ steps, selectedId = null, onSelect, direction = 'LR', critical }: Omit<DagProps, 'height'>) {
  const { t, i18n } = useTranslation('common');
  const shape = steps.map((step) => `${step.id}<${step.needs.join()}`).join(';');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the shape moves nodes; a new status must not lay out again.
  const places = useMemo(() => new Map(layout(steps, direction).map((placed) => [placed.id, placed])), [shape, direction]);
  const say = (step: DagStep) =>
    [`${step.stepId} ${step.variant}: ${t(`status.${step.status}`)}`, ...marksOf(step).map((mark) => t(`run.mark.${mark}`))].join(', ');
  const nodes = useDagNodes(steps, { places, direction, selectedId, critical, language: i18n.language, say });
  const large = steps.length > manySteps;
  // biome-ignore lint/correctness/useExhaustiveDependencies: edges are as many as the shape has; only the shape and the critical chain change them.
  const edges = useMemo(() => (large ? [] : edgesOf(steps, critical)), [shape, critical]);
  const frame = useRef<HTMLElement>(null);
  const press = (event: KeyboardEvent) => {
    const id = event.target instanceof Element && event.target.closest<HTMLElement>('.react-flow__node')?.dataset.id;
    if (!id || !['Enter', ' '].includes(event.key)) return;
    event.preventDefault();
    onSelect?.(id);
  };
  return (
    <section ref={frame} className={classes.canvas} data-testid="dag" aria-label={t('run.dag')} onKeyDown={press}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodeClick={(_, node) => onSelect?.(node.id)}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        // It would take Space and Backspace of the whole window, also from the editor beside it.
        panActivationKeyCode={null}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomActivationKeyCode={null}
        fitView={!large}
        {...(large && { defaultViewport: beginning(places.get(steps[0]?.id ?? '')) })}
        fitViewOptions={{ padding: 0.1, maxZoom: 1 }}
        minZoom={large ? leastZoom : 0.2}
        onlyRenderVisibleElements={large}
        maxZoom={1.6}
        preventScrolling={false}
        zoomOnScroll={false}
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={20} size={1} color="var(--b-border)" />
        {large && <DagLines steps={steps} places={places} direction={direction} critical={critical} />}
        {direction === 'LR' && <Controls showInteractive={false} fitViewOptions={{ padding: 0.1, maxZoom: 1 }} />}
        {large ? <Follow place={places.get(selectedId ?? '')} size={sizes[direction]} /> : <Refit shape={shape} frame={frame} />}
      </ReactFlow>
    </section>
  );
}

/** Another shape, or another size of the pane, is fitted again. */
function Refit({ shape, frame }: { shape: string; frame: React.RefObject<HTMLElement | null> }) {
  const { fitView } = useReactFlow();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` is the reason to fit again.
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(() => void fitView({ padding: 0.1, maxZoom: 1 }));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [shape, fitView, frame]);
  return null;
}

/** All of a large graph at once would be drawn too small to read, and for long: it begins at its beginning. */
function beginning(first: { x: number; y: number } | undefined) {
  return { x: 24, y: 150 - ((first?.y ?? 0) + 24) * legibleZoom, zoom: legibleZoom };
}

/** What is chosen elsewhere is brought into view. */
function Follow({ place, size }: { place: { x: number; y: number } | undefined; size: { width: number; height: number } }) {
  const { setCenter, getZoom } = useReactFlow();
  useEffect(() => {
    if (place) void setCenter(place.x + size.width / 2, place.y + size.height / 2, { zoom: Math.max(getZoom(), legibleZoom) });
  }, [place, size, setCenter, getZoom]);
  return null;
}

function edgesOf(steps: readonly DagStep[], critical: ReadonlySet<string> | undefined): Edge[] {
  return steps.flatMap((step) =>
    step.needs.map((need) => ({
      id: `${need}→${step.id}`,
      source: need,
      target: step.id,
      type: 'smoothstep',
      ...(critical?.has(need) && critical.has(step.id) && { className: classes.criticalEdge }),
    })),
  );
}
