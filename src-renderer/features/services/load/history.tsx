/** The tests that there were: open one, take two to compare, remove one, or take the table away. */
import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoadTest, Locale } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { useAction } from '../../../app/use-action.ts';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { type Column, DataTable } from '../../../components/table/data-table.tsx';
import { TakeAway } from '../../../components/take-away/take-away.tsx';
import { formatInstant, formatNumber, formatPercent } from '../../../lib/format.ts';
import classes from './load.module.css';
import { formatMs, nameOf, quantiles } from './quantiles.ts';

interface Props {
  tests: readonly LoadTest[];
  shown: string | null;
  chosen: readonly string[];
  onShow(loadId: string): void;
  onChoose(loadId: string): void;
}

const failedShare = ({ result: { failed, sent } }: LoadTest) => (sent > 0 ? failed / sent : 0);

export function History({ tests, shown, chosen, onShow, onChoose }: Props) {
  const { t } = useTranslation('load');
  const { locale } = useLocale();
  const remove = useAction((loadId: string) => api.load.remove({ loadId }));
  const { mutate } = remove;
  const columns = useMemo(() => columnsOf(t, locale), [t, locale]);
  const all: Column<LoadTest>[] = [
    {
      id: 'choose',
      header: t('history.compare'),
      width: 90,
      cell: ({ loadId, startedAt }) => (
        <Checkbox
          size="xs"
          checked={chosen.includes(loadId)}
          onChange={() => onChoose(loadId)}
          onClick={(event) => event.stopPropagation()}
          aria-label={t('history.choose', { time: formatInstant(startedAt, locale) })}
        />
      ),
    },
    ...columns,
    {
      id: 'remove',
      header: '',
      width: 50,
      cell: ({ loadId, status }) =>
        status !== 'running' && (
          <Tooltip label={t('history.remove')}>
            <ActionIcon
              size="sm"
              aria-label={t('history.remove')}
              onClick={(event) => {
                event.stopPropagation();
                mutate(loadId);
              }}
            >
              <Trash2 size={14} />
            </ActionIcon>
          </Tooltip>
        ),
    },
  ];
  return (
    <section className={classes.history} aria-label={t('history.title')}>
      <h3>{t('history.title')}</h3>
      <DataTable
        label={t('history.title')}
        rows={tests}
        columns={all}
        rowId={({ loadId }) => loadId}
        onOpen={({ loadId }) => onShow(loadId)}
        selectedId={shown}
        maxHeight={320}
        toolbar={
          <TakeAway kind="loads" ids={tests.slice(0, 1).map(({ endpoint }) => endpoint)} name={`${t('history.title')}-${tests[0]?.endpoint ?? ''}`} />
        }
      />
    </section>
  );
}

type Say = ReturnType<typeof useTranslation<'load'>>['t'];

function columnsOf(t: Say, locale: Locale): Column<LoadTest>[] {
  return [
    { id: 'at', header: t('history.at'), width: 120, cell: ({ startedAt }) => formatInstant(startedAt, locale), value: ({ startedAt }) => startedAt },
    { id: 'status', header: t('history.status'), width: 120, cell: ({ status }) => <StatusBadge status={status} />, value: ({ status }) => status },
    { id: 'target', header: t('history.target'), width: 150, cell: ({ target }) => target, value: ({ target }) => target },
    { id: 'revision', header: t('history.revision'), width: 80, align: 'right', cell: ({ revision }) => revision, value: ({ revision }) => revision },
    {
      id: 'profile',
      header: t('form.profile'),
      width: 150,
      cell: ({ plan: { profile } }) => `${t(`profile.${profile.kind}`)} · ${formatNumber(profile.rate, locale)}/s`,
      value: ({ plan: { profile } }) => profile.kind,
    },
    {
      id: 'sent',
      header: t('figure.sent'),
      width: 90,
      align: 'right',
      cell: ({ result }) => formatNumber(result.sent, locale),
      value: ({ result }) => result.sent,
    },
    {
      id: 'failed',
      header: t('figure.failed'),
      width: 90,
      align: 'right',
      cell: (test) => formatPercent(failedShare(test), locale),
      value: failedShare,
    },
    ...quantiles
      .filter((name) => name === 'p50' || name === 'p95' || name === 'p99')
      .map(
        (name): Column<LoadTest> => ({
          ...{ id: name, header: nameOf(name, locale), width: 100, align: 'right' },
          cell: ({ result }) => (result.latency ? formatMs(result.latency[name].ms, locale) : '—'),
          value: ({ result }) => result.latency?.[name].ms ?? null,
        }),
      ),
  ];
}
