/** Columns that came, went or changed their type. */
import { useTranslation } from 'react-i18next';
import type { TableDifference } from '#contract';
import classes from '../data.module.css';

export function DiffSchema({ schema: { added, removed, changed } }: { schema: TableDifference['schema'] }) {
  const { t } = useTranslation('data');
  if (added.length + removed.length + changed.length === 0) return <p className={classes.quiet}>{t('diff.schemaSame')}</p>;
  return (
    <>
      <h3>{t('diff.schema')}</h3>
      <ul className={classes.changes}>
        {added.map(({ name, kind }) => (
          <li key={name} data-change="added">
            <b aria-hidden>+</b> {t('diff.columnAdded', { column: name, kind: t(`kind.${kind}`) })}
          </li>
        ))}
        {removed.map(({ name, kind }) => (
          <li key={name} data-change="removed">
            <b aria-hidden>−</b> {t('diff.columnRemoved', { column: name, kind: t(`kind.${kind}`) })}
          </li>
        ))}
        {changed.map(({ column, before, after }) => (
          <li key={column} data-change="changed">
            <b aria-hidden>~</b> {t('diff.columnChanged', { column, before, after })}
          </li>
        ))}
      </ul>
    </>
  );
}
