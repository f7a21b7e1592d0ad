/** What each column of a version holds: how much is missing, how many values, how they are spread. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DataVersion } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import classes from '../data.module.css';
import { AsContract } from './as-contract.tsx';
import { ProfileColumn } from './profile-column.tsx';

export function Profile({ version }: { version: DataVersion }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const profile = useQuery(queries.datasets.profile({ name: version.name, version: version.version }));
  if (profile.error) return <ErrorState error={profile.error} onRetry={() => void profile.refetch()} />;
  if (!profile.data) return <LinesSkeleton n={6} />;
  const { rows, columns, constant, duplicated } = profile.data;
  return (
    <div data-testid="profile">
      <p className={classes.quiet}>
        {t('sample.size', { rows: rows.toLocaleString(locale), columns: columns.length })}
        {constant.length > 0 && ` ${t('profile.constant', { columns: constant.join(', ') })}`}
        {duplicated.length > 0 &&
          ` ${t('profile.duplicated', { columns: duplicated.map(({ column, sameAs }) => `${column} = ${sameAs}`).join(', ') })}`}
      </p>
      <AsContract version={version} />
      <div className={classes.cards}>
        {columns.map((column) => (
          <ProfileColumn key={column.name} column={column} rows={rows} />
        ))}
      </div>
    </div>
  );
}
