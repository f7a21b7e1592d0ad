/** Flash cards, keyboard only if one likes: Space turns the card, 1–4 say how it went, Z takes the last answer back. */
import { Button } from '@mantine/core';
import { PartyPopper, Undo2 } from 'lucide-react';
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
  const [last, setLast] = useState<string | null>(null);
  const { card, left } = session;
  const answer = useAction((rating: Rating) => api.study.answer({ moduleId: card?.moduleId ?? '', cardId: card?.id ?? '', rating }), {
    onSuccess: ({ dueAt, answerId, leech }, rating) => {
      setLast(leech ? t('setAside') : t('back', { rating: t(`rating.${rating}`), when: formatRelative(dueAt, locale) }));
      setTurned(false);
      session.next({ rating, answerId, leech });
    },
  });
  const undo = useAction((answerId: number) => api.cards.undo({ answerId }), {
    onSuccess: () => {
      setLast(t('undone'));
      setTurned(true);
      session.back();
    },
  });
  const turn = () => card && setTurned((before) => !before);
  const busy = answer.isPending || undo.isPending;
  const rate = (rating: Rating | undefined) => card && turned && rating && !busy && answer.mutate(rating);
  const takeBack = () => session.lastAnswer !== null && !busy && undo.mutate(session.lastAnswer);
  useShortcut(' ', turn);
  useShortcut(['1', '2', '3', '4'], (key) => rate(ratings[Number(key) - 1]));
  useShortcut(['z', 'Z'], takeBack);

  const undoButton = session.lastAnswer !== null && (
    <Button
      size="compact-sm"
      variant="subtle"
      disabled={busy}
      onClick={takeBack}
      leftSection={<Undo2 size={14} aria-hidden />}
      rightSection={<span className={classes.keys}>Z</span>}
    >
      {t('undo')}
    </Button>
  );
  if (!card) {
    return (
      <EmptyState icon={PartyPopper} title={t('done')} action={undoButton}>
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
              disabled={busy}
              onClick={() => rate(rating)}
              rightSection={<span className={classes.keys}>{index + 1}</span>}
            >
              {t(`rating.${rating}`)}
            </Button>
          ))}
      </div>
      <p className={classes.last}>
        <span role="status">{last}</span> {undoButton}
      </p>
    </div>
  );
}
