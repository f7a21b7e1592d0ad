/** How the columns of a version go together: a heat map for each way to measure it, its numbers behind `T`. */
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Grid3x3 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataVersion, RelationMethod, TableRelations } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { ChartFrame } from '../../../components/charts/chart-frame.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { BoxSkeleton } from '../../../components/loading.tsx';
import classes from '../data.module.css';
import { HeatMap } from './heat-map.tsx';

const methods = ['pearson', 'spearman', 'cramer'] as const;

export function Relations({ version }: { version: DataVersion }) {
  const { t } = useTranslation('relations');
  const { locale } = useLocale();
  const [wanted, setWanted] = useState<RelationMethod | null>(null);
  const found = useQuery(queries.datasets.relations({ name: version.name, version: version.version }));
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <BoxSkeleton height={320} />;
  const { rows, read, left, pairs } = found.data;
  const possible = methods.filter((method) => pairs.some((pair) => pair.method === method));
  const method = possible.find((each) => each === wanted) ?? possible[0];
  if (!method) {
    return (
      <EmptyState icon={Grid3x3} title={t('none.title')}>
        {t('none.text')}
      </EmptyState>
    );
  }
  return (
    <div data-testid="relations">
      <SegmentedControl
        size="xs"
        aria-label={t('method')}
        value={method}
        onChange={(value) => setWanted(value as RelationMethod)}
        data={possible.map((each) => ({ value: each, label: t(`name.${each}`) }))}
      />
      <p className={classes.quiet}>
        {t(`about.${method}`)} {read < rows && t('read', { read: read.toLocaleString(locale), rows: rows.toLocaleString(locale) })}
      </p>
      <ChartFrame
        title={t(`name.${method}`)}
        height={420}
        table={() => ({ columns: [t('column'), t('other'), t('value'), t('rows')], rows: sheetOf(found.data, method) })}
      >
        <HeatMap key={method} relations={found.data} method={method} />
      </ChartFrame>
      {left.length > 0 && <p className={classes.quiet}>{t('left', { columns: left.join(', ') })}</p>}
    </div>
  );
}

/** The strongest first. */
function sheetOf({ pairs }: TableRelations, method: RelationMethod): (string | number)[][] {
  return pairs
    .filter((pair) => pair.method === method)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .map(({ a, b, value, rows }) => [a, b, value, rows]);
}
