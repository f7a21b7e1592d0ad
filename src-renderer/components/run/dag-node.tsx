/** One step in the graph: name, variant, state by shape and colour, time or progress. */
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { CircleDot, Pencil, Repeat, Snowflake } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { formatDuration, formatPercent } from '../../lib/format.ts';
import { lookOf } from '../status.ts';
import { StatusShape } from '../status-shape.tsx';
import classes from './dag.module.css';
import { type DagStep, marksOf, valuesOf } from './steps.ts';

export type DagNodeData = { step: DagStep; direction: 'LR' | 'TB'; critical: boolean };

const icons = { breakpoint: CircleDot, frozen: Snowflake, always: Repeat, reached: Pencil } as const;

export function DagNode({ data: { step, direction, critical }, selected }: NodeProps<Node<DagNodeData>>) {
  const { locale } = useLocale();
  const { t } = useTranslation('common');
  const look = lookOf(step.status);
  const aside =
    step.status === 'running' && step.progress !== null
      ? formatPercent(step.progress, locale)
      : step.durationMs !== null && formatDuration(step.durationMs, locale);
  const under = valuesOf(step.id) || (step.kind === 'run' ? '' : t(`run.kind.${step.kind}`));
  return (
    <div
      className={classes.node}
      data-look={look}
      data-selected={selected || undefined}
      data-critical={critical || undefined}
      data-step={step.id}
      data-status={step.status}
    >
      <Handle type="target" position={direction === 'LR' ? Position.Left : Position.Top} className={classes.handle} />
      <StatusShape look={look} size={16} />
      <div className={classes.names}>
        <span className={classes.name}>{step.stepId}</span>
        {under && <span className={classes.under}>{under}</span>}
      </div>
      {marksOf(step).map((mark) => {
        const Icon = icons[mark];
        return <Icon key={mark} className={classes.mark} data-mark={mark} size={13} aria-label={t(`run.mark.${mark}`)} />;
      })}
      {(direction === 'LR' || !under) && <span className={classes.aside}>{aside || null}</span>}
      {step.status === 'running' && step.progress !== null && <span className={classes.progress} style={{ width: `${step.progress * 100}%` }} />}
      <Handle type="source" position={direction === 'LR' ? Position.Right : Position.Bottom} className={classes.handle} />
    </div>
  );
}
