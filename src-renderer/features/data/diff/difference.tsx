/** Two versions compared: chunks, columns, rows and how values moved. Long for long tables, so it tells how far it is and can be stopped. */
import { Button, MultiSelect, Progress } from '@mantine/core';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataDiff } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { formatBytes } from '../../../lib/format.ts';
import classes from '../data.module.css';
import { followJob } from '../follow.ts';
import { DiffFiles } from './diff-files.tsx';
import { DiffRows } from './diff-rows.tsx';
import { DiffSchema } from './diff-schema.tsx';
import { Shifts } from './shifts.tsx';

interface Props {
  name: string;
  from: number;
  to: number;
  onClose(): void;
}

export function Difference({ name, from, to, onClose }: Props) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const [key, setKey] = useState<string[]>([]);
  const { diff, error, share, again } = useDifference(name, from, to, key);
  return (
    <section className={classes.detail} aria-labelledby="data-diff" data-testid="data-diff">
      <div className={classes.detailHead}>
        <h2 id="data-diff">{t('diff.title', { from, to })}</h2>
        <Button variant="default" size="compact-sm" leftSection={<X size={13} />} onClick={onClose}>
          {t('diff.close')}
        </Button>
      </div>
      {error !== null && <ErrorState error={error} onRetry={again} />}
      {share !== null && <Progress value={100 * share} animated aria-label={t('diff.progress')} />}
      {diff && (
        <>
          <p className={classes.quiet}>
            {t('diff.bytes', {
              shared: formatBytes(diff.bytes.shared, locale),
              added: formatBytes(diff.bytes.added, locale),
              removed: formatBytes(diff.bytes.removed, locale),
            })}
          </p>
          {diff.isSame && <EmptyState title={t('diff.same')}>{t('diff.sameText')}</EmptyState>}
          {!diff.isSame && diff.files && <DiffFiles files={diff.files} />}
          {!diff.isSame && !diff.files && !diff.table && <EmptyState title={t('noTable.title')}>{t('diff.noTable')}</EmptyState>}
          {!diff.isSame && diff.table && (
            <>
              <MultiSelect
                label={t('diff.key')}
                description={diff.keys.length > 0 ? t('diff.keyHint', { columns: diff.keys.join(', ') }) : t('diff.noKey')}
                data={columnsOf(diff)}
                value={key}
                onChange={setKey}
                clearable
                searchable
                maw={480}
              />
              <DiffSchema schema={diff.table.schema} />
              <DiffRows table={diff.table} />
              <Shifts shifts={diff.shifts} />
            </>
          )}
        </>
      )}
    </section>
  );
}

function columnsOf({ shifts }: DataDiff): string[] {
  return shifts.map(({ column }) => column).sort();
}

function useDifference(name: string, from: number, to: number, key: readonly string[]) {
  const [diff, setDiff] = useState<DataDiff | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [share, setShare] = useState<number | null>(0);
  const [turn, setTurn] = useState(0);
  const columns = key.join('\0');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again after a failure.
  useEffect(() => {
    const abort = new AbortController();
    setShare(0);
    setError(null);
    (async () => {
      const { jobId } = await api.datasets.diff({ name, from, to, key: columns === '' ? [] : columns.split('\0') });
      const job = await followJob(jobId, abort.signal, (part) => !abort.signal.aborted && setShare(part));
      if (!abort.signal.aborted && job?.diff) setDiff(job.diff);
    })()
      .catch((problem) => !abort.signal.aborted && setError(problem))
      .finally(() => !abort.signal.aborted && setShare(null));
    return () => abort.abort();
  }, [name, from, to, columns, turn]);
  return { diff, error, share, again: () => setTurn(turn + 1) };
}
