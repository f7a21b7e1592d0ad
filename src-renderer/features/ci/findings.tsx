/** What the jobs found, the worst first: place, words, and what the tool itself said. */
import { useTranslation } from 'react-i18next';
import { type CiAnnotation, sayAnnotation, sayJob } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import classes from './ci.module.css';

const order = { error: 0, warning: 1, notice: 2 } as const;

export function Findings({ annotations }: { annotations: CiAnnotation[] }) {
  const { t } = useTranslation('ci');
  const { locale } = useLocale();
  if (annotations.length === 0) return null;
  const sorted = annotations.toSorted((a, b) => order[a.level] - order[b.level]);
  return (
    <section>
      <h3>{t('findings', { count: annotations.length })}</h3>
      <ul className={classes.findings}>
        {sorted.map((one, index) => (
          // Nothing of a finding is its own: two may be the same.
          <li key={String(index)} data-level={one.level}>
            <span className={classes.place}>
              <strong>{t(`level.${one.level}`)}</strong> {sayJob(one.job, locale)}
              {one.file !== null && (
                <code>
                  {one.file}
                  {one.line !== null && `:${String(one.line)}`}
                </code>
              )}
            </span>
            <p>{sayAnnotation(one, locale)}</p>
            {one.text !== null && <pre>{one.text}</pre>}
          </li>
        ))}
      </ul>
    </section>
  );
}
