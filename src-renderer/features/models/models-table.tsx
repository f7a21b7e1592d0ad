/** The models that a search found, as a table. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { RegisteredModel } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { type Column, DataTable } from '../../components/table/data-table.tsx';
import { formatRelative } from '../../lib/format.ts';
import { AliasTag } from './alias-tag.tsx';
import classes from './models.module.css';

export function ModelsTable({ models }: { models: readonly RegisteredModel[] }) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const [, go] = useLocation();
  const columns = useMemo((): Column<RegisteredModel>[] => {
    const tagsOf = ({ tags }: RegisteredModel) => Object.entries(tags).map(([key, value]) => (value === '' ? key : `${key}: ${value}`));
    return [
      {
        id: t('column.name'),
        header: t('column.name'),
        width: 300,
        cell: ({ name }) => (
          <Link href={paths.model(name)} title={name} onClick={(event) => event.stopPropagation()}>
            {name}
          </Link>
        ),
        value: ({ name }) => name,
      },
      {
        id: t('column.versions'),
        header: t('column.versions'),
        width: 96,
        align: 'right',
        cell: ({ versions }) => versions,
        value: ({ versions }) => versions,
      },
      {
        id: t('column.aliases'),
        header: t('column.aliases'),
        width: 290,
        cell: ({ aliases }) =>
          Object.keys(aliases).length === 0 ? (
            '—'
          ) : (
            <span className={classes.inline}>
              {Object.entries(aliases).map(([alias, version]) => (
                <AliasTag key={alias} alias={alias} version={version} />
              ))}
            </span>
          ),
        value: ({ aliases }) => Object.keys(aliases).join(' '),
      },
      {
        id: t('column.tags'),
        header: t('column.tags'),
        width: 200,
        cell: (model) => <span title={tagsOf(model).join('\n')}>{tagsOf(model).join(' · ') || '—'}</span>,
        value: (model) => tagsOf(model).join(' '),
      },
      {
        id: t('column.updated'),
        header: t('column.updated'),
        width: 136,
        cell: ({ updatedAt }) => formatRelative(updatedAt, locale),
        value: ({ updatedAt }) => updatedAt,
      },
    ];
  }, [t, locale]);
  return (
    <DataTable
      label={t('title')}
      rows={models}
      columns={columns}
      rowId={({ name }) => name}
      onOpen={({ name }) => go(paths.model(name))}
      maxHeight="calc(100vh - 240px)"
    />
  );
}
