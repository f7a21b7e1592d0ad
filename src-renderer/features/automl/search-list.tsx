/** Searches, newest first. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Search } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatRelative } from '../../lib/format.ts';
import classes from './automl.module.css';
import { sayScore, saySome } from './words.ts';

export function SearchList({ searches }: { searches: readonly Search[] }) {
  const { t } = useTranslation('automl');
  const { locale } = useLocale();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t('list.name')}</th>
          <th>{t('list.status')}</th>
          <th>{t('list.data')}</th>
          <th data-number>{t('list.trials')}</th>
          <th data-number>{t('list.score')}</th>
          <th data-number>{t('list.saved')}</th>
          <th>{t('list.started')}</th>
        </tr>
      </thead>
      <tbody>
        {searches.map((search) => (
          <tr key={search.searchId}>
            <td>
              <Link href={paths.automl(search.searchId)}>{search.name}</Link>
            </td>
            <td>
              <StatusBadge status={search.status} />
            </td>
            <td>{search.data}</td>
            <td data-number>
              {search.ended}/{search.budget.trials}
            </td>
            <td data-number>
              {sayScore(search.confirmed ?? search.best, locale)} <small>{search.metric}</small>
            </td>
            <td data-number>{saySome(100 * search.saved, locale, 0)} %</td>
            <td>{formatRelative(search.startedAt, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
