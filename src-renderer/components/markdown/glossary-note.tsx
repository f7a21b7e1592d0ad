/** A glossary term in a text: explained on hover and focus, and beside the text where there is room. */
import { HoverCard } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GlossaryTerm } from '#contract';
import classes from './markdown.module.css';

export function GlossaryNote({ term, aside, children }: { term: GlossaryTerm; aside: boolean; children: ReactNode }) {
  const { t } = useTranslation('common');
  return (
    <>
      <HoverCard width={300} openDelay={120} shadow="md" withinPortal>
        <HoverCard.Target>
          <button type="button" className={classes.term} aria-label={`${term.term} (${t('markdown.term')})`}>
            {children}
          </button>
        </HoverCard.Target>
        <HoverCard.Dropdown className={classes.card}>
          <strong>{term.term}</strong>
          <p>{term.text}</p>
        </HoverCard.Dropdown>
      </HoverCard>
      {aside && (
        <small className={classes.aside} data-term={term.id}>
          <strong>{term.term}.</strong> {term.text}
        </small>
      )}
    </>
  );
}
