/** What is due in every architecture and among one's own cards, mixed. */
import { useQuery } from '@tanstack/react-query';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { say } from '../../lib/format.ts';
import { CardSession } from './card-session.tsx';
import { useQueue } from './queue.ts';

export function DueTab() {
  const { language } = useLocale();
  const queue = useQueue();
  const { data: modules = [] } = useQuery(queries.catalog.modules());
  const nameOf = (id: string) => {
    const module = modules.find((each) => each.id === id);
    return module ? say(module.title, language) : '';
  };
  if (queue.error) return <ErrorState error={queue.error} onRetry={() => void queue.refetch()} />;
  if (!queue.data) return <BoxSkeleton height={280} />;
  return <CardSession cards={queue.data} sourceOf={(card) => nameOf(card.moduleId)} />;
}
