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
  onRead(read: boolean): void;
}

export const Section = memo(function Section({ section, glossary, fences, notes, read, onRead }: Props) {
  const { t } = useTranslation('study');
  return (
    <section id={section.id} className={classes.section} aria-labelledby={`titulo-${section.id}`} data-section={section.id}>
      <h2 id={`titulo-${section.id}`}>{section.title}</h2>
      <Markdown text={section.markdown} glossary={glossary} sideNotes={notes} fences={fences} />
      <div className={classes.end} data-end={section.id}>
        <Button
          variant="subtle"
          color={read ? 'gray' : 'accent'}
          leftSection={read ? <Check size={14} color="var(--b-ok)" /> : <Circle size={14} />}
          aria-pressed={read}
          onClick={() => onRead(!read)}
        >
          {read ? t('read') : t('markRead')}
        </Button>
      </div>
    </section>
  );
});
