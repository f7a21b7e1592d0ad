/** The files of a version that is a folder, searched by name; one of them from near. */
import { Modal, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataVersion } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { TableSkeleton } from '../../../components/loading.tsx';
import { PreviewBody } from '../../../components/preview/preview-body.tsx';
import { type Column, DataTable } from '../../../components/table/data-table.tsx';
import { formatBytes } from '../../../lib/format.ts';
import classes from '../data.module.css';

interface File {
  path: string;
  bytes: number;
}

const most = 1000;

export function FolderFiles({ version }: { version: DataVersion }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
  const about = { name: version.name, version: version.version };
  const page = useQuery({ ...queries.datasets.files({ ...about, search, limit: most }), placeholderData: keepPreviousData });
  const columns = useMemo(
    (): Column<File>[] => [
      {
        id: t('files.path'),
        header: t('files.path'),
        width: 420,
        cell: ({ path }) => <code className="mono">{path}</code>,
        value: ({ path }) => path,
      },
      {
        id: t('column.size'),
        header: t('column.size'),
        width: 100,
        align: 'right',
        cell: ({ bytes }) => formatBytes(bytes, locale),
        value: ({ bytes }) => bytes,
      },
    ],
    [t, locale],
  );
  if (page.error) return <ErrorState error={page.error} onRetry={() => void page.refetch()} />;
  if (!page.data) return <TableSkeleton rows={8} rowHeight={30} />;
  const { items, total } = page.data;
  return (
    <section data-testid="folder-files">
      <TextInput
        aria-label={t('files.search')}
        placeholder={t('files.search')}
        leftSection={<Search size={14} />}
        value={search}
        maxLength={200}
        onChange={(event) => setSearch(event.currentTarget.value)}
        maw={420}
        my="xs"
      />
      {items.length === 0 ? (
        <EmptyState title={t('files.none')} />
      ) : (
        <DataTable
          label={t('files.title')}
          rows={items}
          columns={columns}
          rowId={({ path }) => path}
          onOpen={({ path }) => setOpened(path)}
          filterable={false}
          maxHeight="min(560px, 56vh)"
        />
      )}
      {total > items.length && items.length > 0 && (
        <p className={classes.quiet}>{t('files.first', { shown: items.length.toLocaleString(locale), total: total.toLocaleString(locale) })}</p>
      )}
      {opened !== null && <FilePreview about={about} path={opened} onClose={() => setOpened(null)} />}
    </section>
  );
}

function FilePreview({ about, path, onClose }: { about: { name: string; version: number }; path: string; onClose(): void }) {
  const { t } = useTranslation();
  const preview = useQuery({ ...queries.datasets.filePreview({ ...about, path }), retry: false });
  return (
    <Modal opened onClose={onClose} size={920} title={<code className="mono">{path}</code>} closeButtonProps={{ 'aria-label': t('common:close') }}>
      {preview.error && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isPending && <TableSkeleton rows={6} />}
      {preview.data && <PreviewBody preview={preview.data} onOpen={() => {}} />}
    </Modal>
  );
}
