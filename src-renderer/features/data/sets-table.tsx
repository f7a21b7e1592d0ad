/** The sets, with the sizes that teach what storing by chunk saves. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { DataSet } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { type Column, DataTable } from '../../components/table/data-table.tsx';
import { formatBytes, formatPercent, formatRelative } from '../../lib/format.ts';
import classes from './data.module.css';

export function SetsTable({ sets }: { sets: readonly DataSet[] }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const [, go] = useLocation();
  const columns = useMemo(
    (): Column<DataSet>[] => [
      {
        id: t('column.name'),
        header: t('column.name'),
        width: 230,
        cell: ({ name, shipped, versions }) => (
          <span className={classes.inline}>
            <b>{name}</b>
            {shipped && <span className={classes.badge}>{t('shipped')}</span>}
            {versions === 0 && <span className={classes.badge}>{t('inTrash')}</span>}
          </span>
        ),
        value: ({ name }) => name,
      },
      {
        id: t('column.current'),
        header: t('column.current'),
        width: 80,
        cell: ({ current }) => (current ? `v${current.version}` : '—'),
        value: ({ current }) => current?.version ?? null,
      },
      {
        id: t('column.versions'),
        header: t('column.versions'),
        width: 80,
        align: 'right',
        cell: ({ versions }) => versions,
        value: ({ versions }) => versions,
      },
      {
        id: t('column.tags'),
        header: t('column.tags'),
        width: 190,
        cell: ({ tags }) => (
          <span className={classes.inline}>
            {Object.entries(tags).map(([tag, version]) => (
              <span key={tag} className={classes.tag}>
                @{tag} → v{version}
              </span>
            ))}
          </span>
        ),
        value: ({ tags }) => Object.keys(tags).join(' '),
      },
      {
        id: t('column.logical'),
        header: t('column.logical'),
        width: 96,
        align: 'right',
        cell: ({ logicalBytes }) => formatBytes(logicalBytes, locale),
        value: ({ logicalBytes }) => logicalBytes,
      },
      {
        id: t('column.stored'),
        header: t('column.stored'),
        width: 180,
        align: 'right',
        cell: ({ storedBytes, logicalBytes }) =>
          logicalBytes > storedBytes
            ? t('saved', { size: formatBytes(storedBytes, locale), share: formatPercent(1 - storedBytes / logicalBytes, locale) })
            : formatBytes(storedBytes, locale),
        value: ({ storedBytes }) => storedBytes,
      },
      {
        id: t('column.updated'),
        header: t('column.updated'),
        width: 116,
        cell: ({ updatedAt }) => formatRelative(updatedAt, locale),
        value: ({ updatedAt }) => updatedAt,
      },
    ],
    [t, locale],
  );
  return (
    <DataTable
      label={t('title')}
      rows={sets}
      columns={columns}
      rowId={({ name }) => name}
      onOpen={({ name }) => go(paths.data(name))}
      filterable={sets.length > 8}
    />
  );
}
