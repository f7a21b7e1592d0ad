/** How many steps are in which state: a shape and a number each. */
import { useTranslation } from 'react-i18next';
import { lookOf } from '../../components/status.ts';
import { StatusShape } from '../../components/status-shape.tsx';
import classes from './lab.module.css';

const order = ['succeeded', 'cached', 'running', 'waiting', 'pending', 'failed', 'cancelled', 'skipped'];

export function StepCounts({ counts }: { counts: Record<string, number> }) {
  const { t } = useTranslation('common');
  const shown = order.filter((status) => (counts[status] ?? 0) > 0);
  const words = shown.map((status) => `${counts[status]} ${t(`status.${status}`)}`).join(', ');
  return (
    <span className={classes.counts} role="img" aria-label={words} title={words}>
      {shown.map((status) => (
        <span key={status}>
          <StatusShape look={lookOf(status)} size={12} />
          {counts[status]}
        </span>
      ))}
    </span>
  );
}
