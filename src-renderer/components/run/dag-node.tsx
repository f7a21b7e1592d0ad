/** One step in the graph: name, variant, state by shape and colour, time or progress. */
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { formatDuration, formatPercent } from '../../lib/format.ts';
import { lookOf } from '../status.ts';
import { StatusShape } from '../status-shape.tsx';
import classes from './dag.module.css';
import { type DagStep, valuesOf } from './steps.ts';

export type DagNodeData = { step: DagStep; direction: 'LR' | 'TB' };

export function DagNode({ data: { step, direction }, selected }: NodeProps<Node<DagNodeData>>) {
  const { locale } = useLocale();
  const { t } = useTranslation('common');
  const look = lookOf(step.status);
  const aside =
    step.status === 'running' && step.progress !== null
      ? formatPercent(step.progress, locale)
      : step.durationMs !== null && formatDuration(step.durationMs, locale);
  const under = valuesOf(step.id) || (step.kind === 'run' ? '' : t(`run.kind.${step.kind}`));
  return (
    <div className={classes.node} data-look={look} data-selected={selected || undefined} data-step={step.id} data-status={step.status}>
      <Handle type="target" position={direction === 'LR' ? Position.Left : Position.Top} className={classes.handle} />
      <StatusShape look={look} size={16} />
      <div className={classes.names}>
        <span className={classes.name}>{step.stepId}</span>
        {under && <span className={classes.under}>{under}</span>}
      </div>
      {(direction === 'LR' || !under) && <span className={classes.aside}>{aside || null}</span>}
      {step.status === 'running' && step.progress !== null && <span className={classes.progress} style={{ width: `${step.progress * 100}%` }} />}
      <Handle type="source" position={direction === 'LR' ? Position.Right : Position.Bottom} className={classes.handle} />
    </div>
  );
}
