/** The steps of a run as a table. */
import { useTranslation } from 'react-i18next';
import type { PipelineRun, StepRun } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatDuration } from '../../lib/format.ts';
import { StatusBadge } from '../status-badge.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import { timeOf, timeRows } from './timeline.ts';

interface Props {
  run: PipelineRun;
  selectedId?: string | null;
  onSelect?: (id: string) => void;
}

export function StepsTable({ run, selectedId, onSelect }: Props) {
  const { t } = useTranslation('common');
  const { locale } = useLocale();
  const waits = new Map(timeRows(run, undefined, run.endedAt ?? Date.now()).map((row) => [row.id, timeOf(row, 'queued')]));
  const waited = (step: StepRun) => waits.get(step.id) ?? null;
  const columns: Column<StepRun>[] = [
    { id: 'step', header: t('run.step'), width: 260, cell: (step) => step.id, value: (step) => step.id },
    {
      id: 'status',
      header: t('run.status'),
      width: 130,
      cell: (step) => <StatusBadge status={step.status} />,
      value: (step) => t(`status.${step.status}`),
    },
    { id: 'attempts', header: t('run.attempts'), width: 110, align: 'right', cell: (step) => step.attempts, value: (step) => step.attempts },
    {
      id: 'waited',
      header: t('run.waited'),
      width: 100,
      align: 'right',
      cell: (step) => formatOrDash(waited(step), locale),
      value: waited,
    },
    {
      id: 'duration',
      header: t('run.duration'),
      width: 110,
      align: 'right',
      cell: (step) => formatOrDash(step.startedAt === null ? null : step.durationMs, locale),
      value: (step) => step.durationMs,
    },
  ];
  return (
    <DataTable
      label={t('run.step')}
      rows={run.steps}
      columns={columns}
      rowId={(step) => step.id}
      selectedId={selectedId ?? null}
      onOpen={(step) => onSelect?.(step.id)}
    />
  );
}

function formatOrDash(ms: number | null, locale: 'pt-BR' | 'en') {
  return ms === null ? '—' : formatDuration(ms, locale);
}
