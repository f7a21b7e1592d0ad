/** Revisar: the cards of one architecture. */
import type { ModuleSummary } from '#contract';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { CardSession } from './card-session.tsx';
import { useQueue } from './queue.ts';
import classes from './review.module.css';

export default function ModuleCards({ module }: { module: ModuleSummary }) {
  const queue = useQueue(module.id);
  if (queue.error) return <ErrorState error={queue.error} onRetry={() => void queue.refetch()} />;
  return <div className={classes.tab}>{queue.data ? <CardSession key={module.id} cards={queue.data} /> : <BoxSkeleton height={280} />}</div>;
}
