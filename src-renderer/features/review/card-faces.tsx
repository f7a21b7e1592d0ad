/** A card in a list: its front, its back behind a fold, and what can be done with it. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Markdown } from '../../components/markdown/markdown.tsx';
import classes from './review.module.css';

interface Props {
  card: { front: string; back: string; tags: readonly string[] };
  note?: string;
  /** Buttons. */
  children: ReactNode;
}

export function CardFaces({ card, note, children }: Props) {
  const { t } = useTranslation('review');
  return (
    <article className={classes.faces}>
      <div className={classes.facesHead}>
        <span className={classes.quiet}>{[note, ...card.tags.map((tag) => `#${tag}`)].filter(Boolean).join(' · ')}</span>
        {children}
      </div>
      <Markdown text={card.front} compact />
      <details>
        <summary>{t('backSide')}</summary>
        <Markdown text={card.back} compact />
      </details>
    </article>
  );
}
