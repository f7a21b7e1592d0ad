/** The versions of a set, newest first; two ticked ones are compared. */
import { Checkbox } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataVersion } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { type Column, DataTable } from '../../components/table/data-table.tsx';
import { formatBytes, formatRelative } from '../../lib/format.ts';
import classes from './data.module.css';

interface Props {
  versions: readonly DataVersion[];
  chosen: number | null;
  compared: readonly number[];
  onChoose(version: number): void;
  onCompare(versions: number[]): void;
}

export function VersionsTable({ versions, chosen, compared, onChoose, onCompare }: Props) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const columns = useMemo((): Column<DataVersion>[] => {
    const tick = (version: number) => (compared.includes(version) ? compared.filter((each) => each !== version) : [...compared, version].slice(-2));
    const compare: Column<DataVersion> = {
      id: 'compare',
      header: '',
      width: 40,
      cell: ({ version }) => (
        <Checkbox
          size="xs"
          aria-label={t('diff.tick', { version })}
          checked={compared.includes(version)}
          onClick={(event) => event.stopPropagation()}
          onChange={() => onCompare(tick(version))}
        />
      ),
    };
    return [
      ...(versions.length > 1 ? [compare] : []),
      {
        id: t('column.version'),
        header: t('column.version'),
        width: 178,
        cell: ({ version, tags, isCurrent, deletedAt }) => (
          <span className={classes.inline}>
            <b>v{version}</b>
            {isCurrent && <span className={classes.badge}>{t('current')}</span>}
            {deletedAt !== null && <span className={classes.badge}>{t('inTrash')}</span>}
            {tags.map((tag) => (
              <span key={tag} className={classes.tag}>
                @{tag}
              </span>
            ))}
          </span>
        ),
        value: ({ version }) => version,
      },
      {
        id: t('column.size'),
        header: t('column.size'),
        width: 78,
        align: 'right',
        cell: ({ bytes }) => formatBytes(bytes, locale),
        value: ({ bytes }) => bytes,
      },
      {
        id: t('column.created'),
        header: t('column.created'),
        width: 118,
        cell: ({ createdAt }) => formatRelative(createdAt, locale),
        value: ({ createdAt }) => createdAt,
      },
    ];
  }, [t, locale, compared, onCompare, versions.length]);
  return (
    <>
      <DataTable
        label={t('versionsTitle')}
        rows={versions}
        columns={columns}
        rowId={({ version }) => String(version)}
        onOpen={({ version }) => onChoose(version)}
        selectedId={chosen === null ? null : String(chosen)}
        filterable={versions.length > 20}
        maxHeight="min(480px, 48vh)"
      />
      {versions.length > 1 && (
        <p className={classes.quiet} role="status">
          {compared.length === 1 ? t('diff.oneMore') : t('diff.hint')}
        </p>
      )}
    </>
  );
}
