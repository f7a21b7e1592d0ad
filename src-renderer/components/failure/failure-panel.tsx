/** A failed step that teaches: what happened, the learner's own line, what to change, and the section of the study text that explains it. */
import { BookOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Failure, isErrorCode, lessonOf } from '#contract';
import { contentPath } from '../../app/paths.ts';
import { FailureNote } from '../failure-note.tsx';
import classes from './failure.module.css';

/** `children`: buttons of the page it stands on. */
export function FailurePanel({ failure, children }: { failure: Failure; children?: ReactNode }) {
  const { t } = useTranslation('common');
  const { file, line, source } = failure.data;
  const lesson = isErrorCode(failure.code) ? lessonOf(failure.code) : null;
  const address = lesson && contentPath(lesson);
  return (
    <FailureNote failure={failure}>
      {typeof source === 'string' && typeof line === 'number' && (
        <figure className={classes.quote}>
          <figcaption>{`${String(file)}:${line}`}</figcaption>
          <code>{source}</code>
        </figure>
      )}
      <div className={classes.ways}>
        {children}
        {address && (
          <Link href={address} className={classes.lesson}>
            <BookOpen size={14} aria-hidden />
            {t('failure.lesson')}
          </Link>
        )}
      </div>
    </FailureNote>
  );
}
