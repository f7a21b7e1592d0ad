/** Flash cards, keyboard only if one likes: Space turns the card, 1–4 say how it went. */
import { Button } from '@mantine/core';
import { PartyPopper } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DueCard, Rating } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Markdown } from '../../components/markdown/markdown.tsx';
import { formatRelative } from '../../lib/format.ts';
import { useShortcut } from '../../lib/use-shortcut.ts';
import classes from './review.module.css';
import { useSession } from './use-session.ts';

const ratings: Rating[] = ['again', 'hard', 'good', 'easy'];

interface Props {
  cards: DueCard[];
  /** Where a card comes from, when several modules are mixed. */
  sourceOf?: (card: DueCard) => string;
}

export function CardSession({ cards, sourceOf }: Props) {
  const { t } = useTranslation('review');
  const { locale } = useLocale();
  const session = useSession(cards);
  const [turned, setTurned] = useState(false);
  const [last, setLast] = useState<{ rating: Rating; dueAt: number } | null>(null);
  const { card, left } = session;
  const answer = useAction((rating: Rating) => api.study.answer({ moduleId: card?.moduleId ?? '', cardId: card?.id ?? '', rating }), {
    onSuccess: ({ dueAt }, rating) => {
      setLast({ rating, dueAt });
      setTurned(false);
      session.next(rating);
    },
  });
  const turn = () => card && setTurned((before) => !before);
  const rate = (rating: Rating | undefined) => card && turned && rating && !answer.isPending && answer.mutate(rating);
  useShortcut(' ', turn);
  useShortcut(['1', '2', '3', '4'], (key) => rate(ratings[Number(key) - 1]));

  if (!card) {
    return (
      <EmptyState icon={PartyPopper} title={t('done')}>
        {session.answered > 0 ? t('doneCount', { count: session.answered }) : t('doneText')}
      </EmptyState>
    );
  }
  return (
    <div className={classes.session}>
      <p className={classes.meta}>
        <span>{[sourceOf?.(card), t(`kind.${card.kind}`)].filter(Boolean).join(' · ')}</span>
        <span>{t('left', { count: left })}</span>
      </p>
      <article className={classes.card} data-turned={turned || undefined} data-testid="card" aria-live="polite">
        <div className={classes.front}>
          <Markdown text={card.front} />
        </div>
        {turned && (
          <div className={classes.back}>
            <Markdown text={card.back} />
          </div>
        )}
      </article>
      <div className={classes.actions}>
        {!turned && (
          <Button size="sm" onClick={turn} rightSection={<span className={classes.keys}>{t('space')}</span>}>
            {t('turn')}
          </Button>
        )}
        {turned &&
          ratings.map((rating, index) => (
            <Button
              key={rating}
              size="sm"
              variant="default"
              data-rating={rating}
              disabled={answer.isPending}
              onClick={() => rate(rating)}
              rightSection={<span className={classes.keys}>{index + 1}</span>}
            >
              {t(`rating.${rating}`)}
            </Button>
          ))}
      </div>
      <p className={classes.last} role="status">
        {last && t('back', { rating: t(`rating.${last.rating}`), when: formatRelative(last.dueAt, locale) })}
      </p>
    </div>
  );
}
