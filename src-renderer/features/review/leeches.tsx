/** Cards set aside because they were forgotten too often: what to do with them, and the way back. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Sprout } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Leech } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { formatRelative } from '../../lib/format.ts';
import { CardFaces } from './card-faces.tsx';
import classes from './review.module.css';

export function Leeches() {
  const { t } = useTranslation('review');
  const { language, locale } = useLocale();
  const leeches = useQuery(queries.cards.leeches({ language }));
  const release = useAction(({ moduleId, id }: Leech) => api.cards.release({ moduleId, cardId: id }));
  if (leeches.error) return <ErrorState error={leeches.error} onRetry={() => void leeches.refetch()} />;
  if (!leeches.data) return <BoxSkeleton height={200} />;
  if (leeches.data.length === 0)
    return (
      <EmptyState icon={Sprout} title={t('leech.none')}>
        {t('leech.about')}
      </EmptyState>
    );
  return (
    <>
      <p className={classes.quiet}>{t('leech.about')}</p>
      {leeches.data.map((card) => (
        <CardFaces
          key={`${card.moduleId}/${card.id}`}
          card={card}
          note={`${t('leech.lapses', { count: card.lapses })} · ${t('leech.since', { when: formatRelative(card.since, locale) })}`}
        >
          <Button size="compact-xs" variant="default" loading={release.isPending && release.variables === card} onClick={() => release.mutate(card)}>
            {t('leech.release')}
          </Button>
        </CardFaces>
      ))}
    </>
  );
}
