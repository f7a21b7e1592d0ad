/** One section of the text, with the button that says it was read. Its end is watched by `useReading`. */
import { Button } from '@mantine/core';
import { Check, Circle } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GlossaryTerm, StudyText } from '#contract';
import { Markdown } from '../../components/markdown/markdown.tsx';
import classes from './study.module.css';

interface Props {
  section: StudyText['sections'][number];
  glossary: GlossaryTerm[];
  fences: Record<string, (source: string) => ReactNode>;
  /** Terms that appear here for the first time. */
  notes: readonly string[];
  read: boolean;
  /** Not yet: only its room is there, about as much as its text will take. */
  drawn: boolean;
  onRead(section: string, read: boolean): void;
}

/** Pixels of a character, in a column of about 72. */
const room = 0.42;

export const Section = memo(function Section({ section, glossary, fences, notes, read, drawn, onRead }: Props) {
  const { t } = useTranslation('study');
  return (
    <section id={section.id} className={classes.section} aria-labelledby={`titulo-${section.id}`} data-section={section.id}>
      <h2 id={`titulo-${section.id}`}>{section.title}</h2>
      {drawn ? (
        <Markdown text={section.markdown} glossary={glossary} sideNotes={notes} fences={fences} />
      ) : (
        <div style={{ height: Math.round(section.markdown.length * room) }} />
      )}
      <div className={classes.end} data-end={section.id}>
        <Button
          variant="subtle"
          color={read ? 'gray' : 'accent'}
          leftSection={read ? <Check size={14} color="var(--b-ok)" /> : <Circle size={14} />}
          aria-pressed={read}
          onClick={() => onRead(section.id, !read)}
        >
          {read ? t('read') : t('markRead')}
        </Button>
      </div>
    </section>
  );
});
