/** What was deleted: brought back as it was, or deleted for good once one has seen how much that is. */
import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import { formatBytes, formatRelative } from '../../../lib/format.ts';
import { RunsView } from '../runs/runs-view.tsx';
import { useNotice } from '../use-notice.tsx';
import type { useView } from '../use-view.ts';
import classes from './trash.module.css';

interface Props {
  keeper: ReturnType<typeof useView>;
  experimentName(id: string): string;
}

export default function Trash({ keeper, experimentName }: Props) {
  const { t } = useTranslation('experiments');
  const { locale } = useLocale();
  const garbage = useQuery(queries.tracking.garbage());
  const experiments = useQuery(queries.tracking.experiments({ view: 'deleted' }));
  const restore = useAction((experimentId: string) => api.tracking.restoreExperiment({ experimentId }));
  if (garbage.error) return <ErrorState error={garbage.error} onRetry={() => void garbage.refetch()} />;
  if (!garbage.data) return <LinesSkeleton n={4} />;
  const { runs, kept, artifactsBytes, oldestDeletedAt } = garbage.data;
  const nothing = runs + kept === 0 && garbage.data.experiments === 0;
  if (nothing)
    return (
      <EmptyState icon={Trash2} title={t('trash.empty')}>
        {t('trash.emptyText')}
      </EmptyState>
    );
  return (
    <>
      <div className={classes.summary}>
        <div>
          <h2>{t('trash.title')}</h2>
          <p>
            {t('trash.size', {
              runs: t('trash.runs', { count: runs }),
              experiments: t('trash.experiments', { count: garbage.data.experiments }),
              size: formatBytes(artifactsBytes, locale),
            })}
            {kept > 0 && ` ${t('trash.kept', { count: kept })}`}
            {oldestDeletedAt !== null && ` ${t('trash.oldest', { when: formatRelative(oldestDeletedAt, locale) })}`}
          </p>
        </div>
        <Collect />
      </div>
      {(experiments.data ?? []).length > 0 && (
        <ul className={classes.experiments} aria-label={t('trash.deletedExperiments')}>
          {experiments.data?.map((each) => (
            <li key={each.experimentId}>
              <span>{each.name}</span>
              <Button variant="default" size="compact-xs" leftSection={<RotateCcw size={12} />} onClick={() => restore.mutate(each.experimentId)}>
                {t('selection.restore')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <RunsView
        place="lixeira"
        deleted
        experimentIds={[]}
        everyExperiment
        keeper={keeper}
        experimentName={experimentName}
        name={t('trash.title')}
        empty={<p className={classes.none}>{t('trash.noRuns')}</p>}
        onCompare={() => undefined}
      />
    </>
  );
}

/** Two steps, since nothing brings this back. */
function Collect() {
  const { t } = useTranslation('experiments');
  const { locale } = useLocale();
  const notice = useNotice();
  const [asking, setAsking] = useState(false);
  const [days, setDays] = useState('0');
  const collect = useAction(() => api.tracking.collectGarbage({ olderThanDays: Number(days) }), {
    onSuccess: ({ runs, freedBytes }) => {
      setAsking(false);
      notice(t('trash.done', { count: runs, size: formatBytes(freedBytes, locale) }));
    },
  });
  const preview = useQuery({ ...queries.tracking.garbage({ olderThanDays: Number(days) }), enabled: asking });
  if (!asking)
    return (
      <Button variant="default" leftSection={<Trash2 size={14} />} onClick={() => setAsking(true)}>
        {t('trash.collect')}
      </Button>
    );
  return (
    <div className={classes.asking} role="alertdialog" aria-label={t('trash.collect')}>
      <Select
        aria-label={t('trash.which')}
        value={days}
        data={['0', '7', '30'].map((value) => ({ value, label: t(`trash.older.${value}`) }))}
        onChange={(value) => setDays(value ?? '0')}
      />
      <Button color="red" loading={collect.isPending} onClick={() => collect.mutate()}>
        {t('trash.sure')}
      </Button>
      <Button variant="default" onClick={() => setAsking(false)}>
        {t('common:cancel')}
      </Button>
      {preview.data && (
        <p role="status">
          {t('trash.willTake', {
            runs: t('trash.runs', { count: preview.data.runs }),
            experiments: t('trash.experiments', { count: preview.data.experiments }),
            size: formatBytes(preview.data.artifactsBytes, locale),
          })}
        </p>
      )}
    </div>
  );
}
