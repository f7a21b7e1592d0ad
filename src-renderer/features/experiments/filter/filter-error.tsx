/** What is wrong with a filter, at its place: the text with a mark under what was not understood, and the sentence. */
import type { Failure } from '#contract';
import { explainFailure } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import classes from './filter.module.css';

export function FilterError({ id, text, failure }: { id: string; text: string; failure: Failure }) {
  const { locale } = useLocale();
  const { what } = explainFailure(failure, locale);
  const at = Math.max(0, Math.min(text.length, Number(failure.data.position ?? 1) - 1));
  const wrong = /^(?:\s*[^\s]+)?/.exec(text.slice(at))?.[0] ?? '';
  return (
    <div className={classes.error} id={id} role="alert">
      <code aria-hidden="true">
        {text.slice(0, at)}
        <mark>{wrong || ' '}</mark>
        {text.slice(at + wrong.length)}
      </code>
      <p>{what}</p>
    </div>
  );
}
