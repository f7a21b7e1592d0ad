/** Runs beside each other: only the params that differ, every metric with bars. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TrackedRun } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { formatNumber } from '../../lib/format.ts';
import { comparedMetrics, differingParams } from './compare.ts';
import classes from './experiments.module.css';

interface Props {
  runs: readonly TrackedRun[];
  onDrop(runId: string): void;
  onClose(): void;
}

export function Comparison({ runs, onDrop, onClose }: Props) {
  const { t } = useTranslation('experiments');
  const { locale } = useLocale();
  const params = differingParams(runs);
  const metrics = comparedMetrics(runs);
  const heading = (text: string) => (
    <tr>
      <th colSpan={runs.length + 1} scope="colgroup" className={classes.groupHead}>
        {text}
      </th>
    </tr>
  );
  return (
    <section className={classes.comparison} aria-labelledby="comparison">
      <header>
        <h2 id="comparison">{t('compare.title', { count: runs.length })}</h2>
        <Button variant="default" leftSection={<X size={14} />} onClick={onClose}>
          {t('compare.close')}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className={classes.scroller} tabIndex={0}>
        <table className={classes.compared}>
          <thead>
            <tr>
              <td />
              {runs.map(({ runId, name }) => (
                <th key={runId} scope="col">
                  <span>
                    <Link href={paths.experimentRun(runId)}>{name}</Link>
                    <Tooltip label={t('compare.drop')}>
                      <ActionIcon size="xs" aria-label={t('compare.dropOf', { name })} onClick={() => onDrop(runId)}>
                        <X size={12} />
                      </ActionIcon>
                    </Tooltip>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {heading(params.length > 0 ? t('compare.params') : t('compare.sameParams'))}
            {params.map(({ key, values }) => (
              <tr key={key}>
                <th scope="row">{key}</th>
                {values.map((value, index) => (
                  <td key={runs[index]?.runId}>{value ?? '—'}</td>
                ))}
              </tr>
            ))}
            {heading(metrics.length > 0 ? t('compare.metrics') : t('compare.noMetrics'))}
            {metrics.map(({ key, values, shares }) => (
              <tr key={key}>
                <th scope="row">{key}</th>
                {values.map((value, index) => (
                  <td key={runs[index]?.runId}>
                    {value === null ? '—' : formatNumber(value, locale)}
                    <i aria-hidden="true" style={{ width: `${(shares[index] ?? 0) * 100}%` }} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
