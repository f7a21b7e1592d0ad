/** Own cards: written, changed, deleted, found by words; taken to Anki and back. */
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnCard } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { BoxSkeleton } from '../../../components/loading.tsx';
import { formatRelative } from '../../../lib/format.ts';
import { CardFaces } from '../card-faces.tsx';
import classes from '../review.module.css';
import { AnkiFiles } from './anki-files.tsx';
import { CardForm } from './card-form.tsx';

/** More would be slow to draw, and nobody reads on. */
const mostShown = 100;

export function OwnCards() {
  const { t } = useTranslation('review');
  const { locale } = useLocale();
  const cards = useQuery(queries.cards.own());
  const [editing, setEditing] = useState<OwnCard | 'new' | null>(null);
  const [words, setWords] = useState('');
  if (cards.error) return <ErrorState error={cards.error} onRetry={() => void cards.refetch()} />;
  if (!cards.data) return <BoxSkeleton height={200} />;
  if (editing) return <CardForm card={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />;
  const begin = (
    <Button size="xs" onClick={() => setEditing('new')}>
      {t('own.new')}
    </Button>
  );
  const found = cards.data.filter((card) => holds(card, words)).reverse();
  return (
    <>
      <div className={classes.bar}>
        {cards.data.length > 0 && begin}
        {cards.data.length > 0 && (
          <TextInput
            size="xs"
            aria-label={t('own.find')}
            placeholder={t('own.find')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
        <AnkiFiles />
      </div>
      {cards.data.length === 0 && (
        <EmptyState icon={PenLine} title={t('own.emptyTitle')} action={begin}>
          {t('own.empty')}
        </EmptyState>
      )}
      {cards.data.length > 0 && (
        <p className={classes.quiet} role="status">
          {found.length > mostShown ? t('own.firstOf', { shown: mostShown, count: found.length }) : t('own.count', { count: found.length })}
        </p>
      )}
      {found.slice(0, mostShown).map((card) => (
        <CardFaces
          key={card.id}
          card={card}
          note={card.dueAt === null ? t('own.unseen') : t('own.due', { when: formatRelative(card.dueAt, locale) })}
        >
          <Button size="compact-xs" variant="default" onClick={() => setEditing(card)}>
            {t('common:edit')}
          </Button>
        </CardFaces>
      ))}
    </>
  );
}

function holds({ front, back, tags }: OwnCard, words: string): boolean {
  const text = [front, back, ...tags].join(' ').toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
