/** One box of a graph of models: a node by its kind, or a member with how it does. */
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { Box, Dices, GitFork, Layers, type LucideIcon, Route, SlidersHorizontal, Vote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { GraphNode } from '#contract';
import classes from './model-graph.module.css';

export type GraphBoxData = {
  name: string;
  /** Null for a member. */
  kind: GraphNode['kind'] | null;
  /** Second line: of a member its version, or its figures while it serves. */
  detail: string;
  state: string | null;
};

const icons: Record<GraphNode['kind'], LucideIcon> = {
  vote: Vote,
  stack: Layers,
  segment: GitFork,
  cascade: SlidersHorizontal,
  router: Route,
  bandit: Dices,
};

export function GraphBox({ data: { name, kind, detail, state } }: NodeProps<Node<GraphBoxData>>) {
  const { t } = useTranslation('graph');
  const Icon = kind ? icons[kind] : Box;
  const isOut = state !== null && state !== 'online';
  return (
    <div className={classes.box} data-kind={kind ?? 'member'} data-out={isOut || undefined} title={[name, detail].filter(Boolean).join(' · ')}>
      <Handle type="target" position={Position.Left} className={classes.handle} />
      <Icon size={16} aria-hidden />
      <span className={classes.names}>
        <small>{isOut ? t(`state.${state}`) : kind ? t(`kind.${kind}`) : t('member')}</small>
        <b>{name}</b>
        {detail && <small>{detail}</small>}
      </span>
      <Handle type="source" position={Position.Right} className={classes.handle} />
    </div>
  );
}
