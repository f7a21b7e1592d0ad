/** What the change cost: the time of each step in both runs, what came from the cache, which outputs are the same; and the metrics. */
import { useTranslation } from 'react-i18next';
import type { Locale, RunComparison } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { type Column, DataTable } from '../../../components/table/data-table.tsx';
import { formatDuration, formatNumber } from '../../../lib/format.ts';
import classes from './compare.module.css';

type Step = RunComparison['steps'][number];

const none = '—';

export function ComparedSteps({ compared: { a, b, steps } }: { compared: RunComparison }) {
  const { t } = useTranslation(['lab', 'common']);
  const { locale } = useLocale();
  const cached = (side: 'a' | 'b') => steps.filter((step) => step[side]?.cached).length;
  const difference = (step: Step) => (step.a && step.b ? step.b.durationMs - step.a.durationMs : null);
  const side = (which: 'a' | 'b'): Column<Step>[] => [
    {
      id: `${which}-status`,
      header: `${which.toUpperCase()} · ${t('common:run.status')}`,
      width: 140,
      cell: (step) => (step[which] ? <StatusBadge status={step[which].status} /> : none),
      value: (step) => (step[which] ? t(`common:status.${step[which].status}`) : ''),
    },
    {
      id: `${which}-ms`,
      header: `${which.toUpperCase()} · ${t('common:run.duration')}`,
      width: 120,
      align: 'right',
      cell: (step) => (step[which] && !step[which].cached ? formatDuration(step[which].durationMs, locale) : none),
      value: (step) => step[which]?.durationMs ?? null,
    },
  ];
  const columns: Column<Step>[] = [
    { id: 'step', header: t('common:run.step'), width: 240, cell: ({ id }) => id, value: ({ id }) => id },
    ...side('a'),
    ...side('b'),
    {
      id: 'difference',
      header: t('compare.difference'),
      width: 120,
      align: 'right',
      cell: (step) => <Difference ms={difference(step)} locale={locale} />,
      value: difference,
    },
    {
      id: 'outputs',
      header: t('common:run.outputs'),
      width: 130,
      cell: ({ sameOutputs }) => (sameOutputs === null ? none : t(sameOutputs ? 'compare.sameOutputs' : 'compare.otherOutputs')),
      value: ({ sameOutputs }) => (sameOutputs === null ? '' : t(sameOutputs ? 'compare.sameOutputs' : 'compare.otherOutputs')),
    },
  ];
  return (
    <>
      <p className={classes.whole}>
        {t('compare.whole', {
          a: formatDuration(a.durationMs, locale),
          b: formatDuration(b.durationMs, locale),
          cachedA: cached('a'),
          cachedB: cached('b'),
        })}
      </p>
      <DataTable label={t('compare.cost')} rows={steps} columns={columns} rowId={({ id }) => id} maxHeight={480} />
    </>
  );
}

function Difference({ ms, locale }: { ms: number | null; locale: Locale }) {
  if (ms === null || Math.abs(ms) < 1) return none;
  return (
    <span data-slower={ms > 0 || undefined} className={classes.difference}>
      {ms > 0 ? '+' : '−'}
      {formatDuration(Math.abs(ms), locale)}
    </span>
  );
}

export function ComparedMetrics({ metrics }: { metrics: RunComparison['metrics'] }) {
  const { t } = useTranslation('lab');
  const { locale } = useLocale();
  const shown = (value: number | null) => (value === null ? none : formatNumber(value, locale));
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t('compare.metric')}</th>
          <th className={classes.number}>A</th>
          <th className={classes.number}>B</th>
          <th className={classes.number}>{t('compare.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {metrics.map(({ key, a, b }) => (
          <tr key={key}>
            <td>{key}</td>
            <td className={classes.number}>{shown(a)}</td>
            <td className={classes.number}>{shown(b)}</td>
            <td className={classes.number}>
              {a === null || b === null || a === b ? none : `${b > a ? '+' : '−'}${formatNumber(Math.abs(b - a), locale)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
