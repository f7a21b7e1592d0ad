/** Drift over time: features down, windows across, in each cell how surely the feature moved away from the training sample. */
import { SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import { Section } from '../../../components/page.tsx';
import { formatNumber } from '../../../lib/format.ts';
import classes from './heat.module.css';
import { HeatGrid } from './heat-grid.tsx';

const sizes = { rows: [100, 250, 500, 1000], time: [60_000, 300_000, 3_600_000] } as const;
const windows = 24;

export function Heat({ endpoint }: { endpoint: string }) {
  const { t } = useTranslation('drift');
  const { locale } = useLocale();
  const [by, setBy] = useState<'rows' | 'time'>('rows');
  const [size, setSize] = useState<number>(250);
  const heat = useQuery({ ...queries.drift.heat({ endpoint, by, size, windows }), placeholderData: (before) => before });
  const { data, error } = heat;
  return (
    <Section
      title={t('heat.title')}
      id="over-time"
      actions={
        <div className={classes.actions}>
          <SegmentedControl
            aria-label={t('heat.by')}
            value={by}
            onChange={(value) => {
              setBy(value as 'rows' | 'time');
              setSize(value === 'rows' ? 250 : 60_000);
            }}
            data={(['rows', 'time'] as const).map((value) => ({ value, label: t(`heat.${value}`) }))}
          />
          <Select
            size="xs"
            w={150}
            aria-label={t('heat.size')}
            data={sizes[by].map((value) => ({
              value: String(value),
              label: by === 'rows' ? t('heat.rowsOf', { count: value, formatted: formatNumber(value, locale) }) : t(`heat.span.${value / 60_000}`),
            }))}
            value={String(size)}
            onChange={(value) => setSize(Number(value))}
            allowDeselect={false}
          />
        </div>
      }
    >
      {error && <ErrorState error={error} onRetry={() => void heat.refetch()} />}
      {heat.isPending && <LinesSkeleton n={4} />}
      {data && !error && (data.windows.length === 0 ? <p className={classes.quiet}>{t('heat.empty')}</p> : <HeatGrid heat={data} />)}
    </Section>
  );
}
