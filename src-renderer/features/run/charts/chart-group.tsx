/** One section of charts: asked for when it is open, drawn when it is near. What has one value only is said, not drawn. */
import { Button } from '@mantine/core';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import type { Crosshair } from '../../../components/charts/crosshair.ts';
import type { XAxis } from '../../../components/charts/lines-chart.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { BoxSkeleton } from '../../../components/loading.tsx';
import { formatNumber } from '../../../lib/format.ts';
import { metricValue } from '../../../lib/metric-value.ts';
import type { Look } from './chart-controls.tsx';
import classes from './charts.module.css';
import { firstAxis } from './curve.ts';
import { MetricChart } from './metric-chart.tsx';
import { shortKey } from './sections.ts';
import { type History, useHistories } from './use-histories.ts';

interface Props {
  run: { runId: string; startTime: number };
  prefix: string;
  keys: readonly string[];
  look: Look;
  crosshairs: Record<XAxis, Crosshair>;
  firstOpen: boolean;
  /** False where there is one section only. */
  titled: boolean;
}

export function ChartGroup({ prefix, keys, firstOpen, titled, ...rest }: Props) {
  const { t } = useTranslation('run');
  const [open, setOpen] = useState(firstOpen);
  const id = useId();
  const shown = open || !titled;
  return (
    <section aria-labelledby={titled ? id : undefined} className={classes.group}>
      {titled && (
        <h2 id={id}>
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
            {prefix || t('curves.noPrefix')} <small>{keys.length}</small>
          </button>
        </h2>
      )}
      {shown && <Group prefix={prefix} keys={keys} {...rest} />}
    </section>
  );
}

/** More are asked for when a person wants them: nobody looks at a thousand charts. */
const part = 40;

function Group({ run, prefix, keys, look, crosshairs }: Omit<Props, 'firstOpen' | 'titled'>) {
  const { t } = useTranslation('run');
  const [most, setMost] = useState(part);
  const asked = useMemo(() => keys.slice(0, most), [keys, most]);
  const { histories, pending, error, retry } = useHistories(run.runId, asked);
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (pending && histories.every(({ points }) => points.length === 0)) return <BoxSkeleton height={240} />;
  const drawn = histories.filter(({ points }) => points.length > 1);
  const single = histories.filter(({ points }) => points.length === 1);
  const axis = look.axis ?? firstAxis(drawn.map(({ points }) => points));
  return (
    <>
      {drawn.length > 0 && (
        <div className={classes.grid}>
          {drawn.map(({ key, points }) => (
            <MetricChart
              key={`${key}.${axis}`}
              run={run}
              metric={key}
              title={shortKey(key, prefix)}
              points={points}
              axis={axis}
              weight={look.weight}
              log={look.log}
              crosshair={crosshairs[axis]}
            />
          ))}
        </div>
      )}
      {single.length > 0 && (
        <>
          <p className={classes.quiet}>{t('curves.single', { count: single.length })}</p>
          <dl className={classes.single}>
            {single.map((history) => (
              <Single key={history.key} history={history} prefix={prefix} />
            ))}
          </dl>
        </>
      )}
      {keys.length > most && (
        <Button variant="default" mt={8} onClick={() => setMost(most + part)}>
          {t('curves.more', { count: keys.length - most })}
        </Button>
      )}
    </>
  );
}

function Single({ history: { key, points }, prefix }: { history: History; prefix: string }) {
  const { locale } = useLocale();
  return (
    <div>
      <dt>{shortKey(key, prefix)}</dt>
      <dd>{formatNumber(metricValue(points[0]?.value) ?? Number.NaN, locale)}</dd>
    </div>
  );
}
