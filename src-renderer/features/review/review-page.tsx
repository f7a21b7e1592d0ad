/** Revisão: what is due in every architecture, mixed. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { say } from '../../lib/format.ts';
import { CardSession } from './card-session.tsx';
import { useQueue } from './queue.ts';

export default function ReviewPage() {
  const { t } = useTranslation('review');
  const { language } = useLocale();
  const queue = useQueue();
  const { data: modules = [] } = useQuery(queries.catalog.modules());
  useCrumbs([{ label: t('title') }]);
  const nameOf = (id: string) => {
    const module = modules.find((each) => each.id === id);
    return module ? say(module.title, language) : id;
  };
  return (
    <Page title={t('title')} lead={t('lead')}>
      {queue.error && <ErrorState error={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.isPending && <BoxSkeleton height={280} />}
      {queue.data && <CardSession cards={queue.data} sourceOf={(card) => nameOf(card.moduleId)} />}
    </Page>
  );
}
