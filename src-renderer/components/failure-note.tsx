/** What went wrong with one thing (a run, a step, an endpoint), in place: the sentence, what to do, and the button that helps. */
import type { ReactNode } from 'react';
import type { Failure } from '#contract';
import { explainFailure } from '../app/errors.ts';
import { useLocale } from '../app/i18n.ts';
import classes from './states.module.css';
import { StatusShape } from './status-shape.tsx';

export function FailureNote({ failure, children }: { failure: Failure; children?: ReactNode }) {
  const { locale } = useLocale();
  const { what, fix } = explainFailure(failure, locale);
  return (
    <div className={classes.note} role="alert" data-code={failure.code}>
      <StatusShape look="failed" size={16} />
      <div>
        <strong>{what}</strong>
        {fix && <p>{fix}</p>}
        {children && <div className={classes.noteAction}>{children}</div>}
      </div>
    </div>
  );
}
