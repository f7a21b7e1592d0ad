/** The data sets that a run read, each with the page of exactly those bytes. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import classes from './lab.module.css';

export function RunData({ runId }: { runId: string }) {
  const { t } = useTranslation('lab');
  const { data } = useQuery({ ...queries.pipelines.recipe({ runId }), retry: false });
  if (!data || data.datasets.length === 0) return null;
  return (
    <>
      <h2>{t('results.data')}</h2>
      <ul className={classes.links} data-testid="run-data">
        {data.datasets.map(({ id, digest }) => (
          <li key={id}>
            <Link href={paths.data(id.split('@')[0] ?? id, digest)}>{id}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
