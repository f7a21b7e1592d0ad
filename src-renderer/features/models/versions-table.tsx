/** The versions of a model, newest first, only those in sight drawn; two to four ticked ones are compared. */
import { Checkbox } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { type Column, DataTable } from '../../components/table/data-table.tsx';
import { formatNumber, formatRelative } from '../../lib/format.ts';
import { AliasTag } from './alias-tag.tsx';
import { ticked } from './compared.ts';
import classes from './models.module.css';
import { headlineMetric, ownMetrics } from './version-facts.ts';

interface Props {
  versions: readonly ModelVersion[];
  chosen: string | null;
  compared: readonly string[];
  onChoose(version: string): void;
  onCompare(versions: string[]): void;
}

export function VersionsTable({ versions, chosen, compared, onChoose, onCompare }: Props) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const metric = useMemo(() => headlineMetric(versions.map(({ metrics }) => ownMetrics(metrics))), [versions]);
  const columns = useMemo((): Column<ModelVersion>[] => {
    const tick: Column<ModelVersion> = {
      id: 'compare',
      header: '',
      width: 40,
      cell: ({ version }) => (
        <Checkbox
          size="xs"
          aria-label={t('compare.tick', { version })}
          checked={compared.includes(version)}
          onClick={(event) => event.stopPropagation()}
          onChange={() => onCompare(ticked(compared, version))}
        />
      ),
    };
    const measured: Column<ModelVersion>[] =
      metric === null
        ? []
        : [
            {
              id: metric,
              header: metric,
              width: 88,
              align: 'right',
              cell: ({ metrics }) => (metrics[metric] === undefined ? '—' : formatNumber(metrics[metric], locale)),
              value: ({ metrics }) => metrics[metric] ?? null,
            },
          ];
    return [
      ...(versions.length > 1 ? [tick] : []),
      {
        id: t('column.version'),
        header: t('column.version'),
        width: 150,
        cell: ({ version, aliases }) => (
          <span className={classes.inline}>
            <b>v{version}</b>
            {aliases.map((alias) => (
              <AliasTag key={alias} alias={alias} />
            ))}
          </span>
        ),
        value: ({ version }) => Number(version),
      },
      ...measured,
      {
        id: t('column.created'),
        header: t('column.created'),
        width: 122,
        cell: ({ createdAt }) => formatRelative(createdAt, locale),
        value: ({ createdAt }) => createdAt,
      },
    ];
  }, [t, locale, metric, compared, onCompare, versions.length]);
  return (
    <>
      <DataTable
        label={t('versionsTitle')}
        rows={versions}
        columns={columns}
        rowId={({ version }) => version}
        onOpen={({ version }) => onChoose(version)}
        {...(chosen === null ? {} : { selectedId: chosen })}
        filterable={versions.length > 20}
        maxHeight="min(480px, 48vh)"
      />
      {versions.length > 1 && (
        <p className={classes.quiet} role="status">
          {compared.length === 1 ? t('compare.oneMore') : t('compare.hint')}
        </p>
      )}
    </>
  );
}
