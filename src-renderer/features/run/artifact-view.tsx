/** One artifact: a table, an image or text, as far as it was sent. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { type Column, DataTable } from '../../components/table/data-table.tsx';
import { formatBytes } from '../../lib/format.ts';
import { artifactKind, imageSource, parseCsv, parseLines, prettyJson, type Table } from './artifact-kind.ts';
import classes from './artifacts.module.css';

/** More text than this is not read on a screen, and slows it down. */
const mostText = 100_000;

interface Artifact {
  path: string;
  bytes: number;
  encoding: 'utf8' | 'base64';
  content: string;
  truncated: boolean;
}

export function ArtifactView({ runId, path }: { runId: string; path: string }) {
  const { t } = useTranslation('run');
  const { locale } = useLocale();
  const artifact = useQuery(queries.tracking.artifact({ runId, path }));
  if (artifact.error) return <ErrorState error={artifact.error} onRetry={() => void artifact.refetch()} />;
  if (!artifact.data) return <BoxSkeleton height={320} />;
  const { bytes, truncated, content } = artifact.data;
  return (
    <>
      <p className={classes.quiet}>
        <code className="mono">{path}</code> · {formatBytes(bytes, locale)}
        {truncated && ` · ${t('artifacts.truncated', { size: formatBytes(content.length, locale) })}`}
      </p>
      <Content artifact={artifact.data} />
    </>
  );
}

function Content({ artifact }: { artifact: Artifact }) {
  const { t } = useTranslation('run');
  const { path, encoding, content, truncated } = artifact;
  const kind = artifactKind(path, encoding);
  const table = useMemo(() => {
    if (kind === 'table') return parseCsv(content, truncated);
    return kind === 'lines' ? parseLines(content, truncated) : null;
  }, [kind, content, truncated]);
  if (content === '') return <p className={classes.quiet}>{t('artifacts.emptyFile')}</p>;
  if (kind === 'binary') return <p className={classes.quiet}>{t('artifacts.binary')}</p>;
  if (kind === 'image') return <img src={imageSource(path, artifact)} alt={path} className={classes.image} />;
  if (table) return <TableView table={table} label={path} />;
  const text = kind === 'json' && !truncated ? prettyJson(content) : content;
  return (
    <>
      {text.length > mostText && <p className={classes.quiet}>{t('artifacts.beginning')}</p>}
      <CodeBlock language={kind === 'json' ? 'json' : 'text'} text={text.slice(0, mostText)} />
    </>
  );
}

type Row = { index: number; cells: string[] };

function TableView({ table, label }: { table: Table; label: string }) {
  const rows = useMemo(() => table.rows.map((cells, index): Row => ({ index, cells })), [table]);
  const columns = useMemo(
    () =>
      table.columns.map((name, at): Column<Row> => {
        const read = (row: Row) => row.cells[at] ?? '';
        const numeric = table.rows.slice(0, 100).every((cells) => (cells[at] ?? '') === '' || Number.isFinite(Number(cells[at])));
        return {
          id: name,
          header: name,
          width: 130,
          cell: read,
          value: (row) => (numeric && read(row) !== '' ? Number(read(row)) : read(row)),
          ...(numeric ? { align: 'right' } : {}),
        };
      }),
    [table],
  );
  return <DataTable label={label} rows={rows} columns={columns} rowId={({ index }) => String(index)} filterable maxHeight="60vh" />;
}
