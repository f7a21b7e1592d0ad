/** What else is wrong with the file, besides the fault above: each opens its line. */
import { useTranslation } from 'react-i18next';
import { type Failure, faultsOf } from '#contract';
import { explainFailure } from '../../app/errors.ts';
import { useLocale } from '../../app/i18n.ts';
import classes from './challenge.module.css';

/** The rest is underlined in the editor. */
const shown = 5;

interface Props {
  failure: Failure;
  onOpen(file: string, line: number | null): void;
}

export function OtherFaults({ failure, onOpen }: Props) {
  const { t } = useTranslation('challenge');
  const { locale } = useLocale();
  const others = faultsOf(failure).slice(1);
  if (others.length === 0) return null;
  return (
    <section className={classes.others}>
      <h3>{t('faults.more', { count: others.length })}</h3>
      <ul>
        {others.slice(0, shown).map((fault) => {
          const { file, line } = fault.data;
          const { what } = explainFailure({ message: fault.code, ...fault }, locale);
          return (
            <li key={what}>
              <button type="button" className={classes.link} onClick={() => onOpen(String(file), typeof line === 'number' ? line : null)}>
                {what}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
