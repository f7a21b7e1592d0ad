/** Metrics that a step logged more than once, as curves. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepRun } from '#contract';
import { queries } from '../../../app/queries.ts';
import { FewLines } from '../../../components/charts/few-lines.tsx';
import { metricValue } from '../../../lib/metric-value.ts';

const points = 300;

export function StepCurves({ trackingRunId, step }: { trackingRunId: string; step: StepRun }) {
  const { t } = useTranslation('lab');
  const keys = Object.keys(step.metrics);
  const histories = useQuery({ ...queries.tracking.histories({ runIds: [trackingRunId], keys, points }), enabled: keys.length > 0, retry: false });
  const series = useMemo(
    () =>
      (histories.data ?? []).flatMap(({ key, points: all }) =>
        all.length > 1 ? [{ label: key, points: all.map(({ step: at, value }) => [at, metricValue(value)] as const) }] : [],
      ),
    [histories.data],
  );
  return series.length > 0 ? <FewLines title={t('step.curves')} series={series} axis="step" height={170} /> : null;
}
