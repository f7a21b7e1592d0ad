/** A plan's month: total against budget, what each endpoint would cost in each mode, the curve over traffic, this computer beside it, and the bill line by line. */
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CloudMode, CloudSource } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { FewLines } from '../../components/charts/few-lines.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Facts, Section } from '../../components/page.tsx';
import { BillTable } from './bill-table.tsx';
import classes from './cloud.module.css';
import { useMoney } from './money.ts';

const modes: readonly CloudMode[] = ['always-on', 'scale-to-zero', 'batch'];

export function Costs({ source }: { source: CloudSource }) {
  const { t } = useTranslation('cloud');
  const { locale } = useLocale();
  const { usd, brl } = useMoney();
  const cost = useQuery(queries.cloud.cost({ source }));
  const bills = useQuery(queries.cloud.bill({ name: 's4-conforto' }));
  const [chosen, choose] = useState<string | null>(null);
  if (cost.error) return <ErrorState error={cost.error} onRetry={() => void cost.refetch()} />;
  if (!cost.data) return <TableSkeleton rows={8} rowHeight={32} />;
  const { total, budgetUsd, endpoints, local } = cost.data;
  const shown = endpoints.find(({ name }) => name === chosen) ?? endpoints[0]!;
  return (
    <>
      <Facts
        items={[
          [t('costs.total'), <b key="t">{usd(total)}</b>],
          [t('costs.budget'), `${usd(budgetUsd)} · ${t(total <= budgetUsd ? 'costs.within' : 'costs.over')}`],
          [t('costs.local'), `${usd(local.usd)} (${brl(local.brl)})`],
          [t('costs.electricity'), `${brl(local.electricityBrl)} · ${local.kwh.toLocaleString(locale)} kWh`],
          [t('costs.depreciation'), brl(local.depreciationBrl)],
        ]}
      />
      <Section title={t('costs.endpoints')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('costs.endpoint')}</th>
              <th>{t('costs.shape')}</th>
              {modes.map((mode) => (
                <th key={mode} data-number>
                  {mode}
                </th>
              ))}
              <th data-number>{t('costs.requests')}</th>
              <th data-number>{t('costs.coldStarts')}</th>
            </tr>
          </thead>
          <tbody>
            {endpoints.map(({ name, shape, mode, byMode, requestsPerMonth, coldStartsPerDay, overload }) => (
              <tr key={name}>
                <td>
                  <code>{name}</code>
                  {overload > 0 && <span className={classes.warning}> {t('costs.overload', { count: overload })}</span>}
                </td>
                <td>{shape}</td>
                {modes.map((each) => (
                  <td key={each} data-number data-chosen={each === mode || undefined}>
                    {byMode[each] === null ? '—' : usd(byMode[each])}
                  </td>
                ))}
                <td data-number>{requestsPerMonth.toLocaleString(locale)}</td>
                <td data-number>{mode === 'scale-to-zero' ? coldStartsPerDay.toLocaleString(locale, { maximumFractionDigits: 1 }) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section
        title={t('whatIf.title')}
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t('costs.endpoint')}
            value={shown.name}
            onChange={choose}
            data={endpoints.map(({ name }) => name)}
          />
        }
      >
        <Curve source={source} endpoint={shown.name} />
      </Section>
      <Section title={t('costs.lines')}>
        <BillTable bill={cost.data} />
      </Section>
      {bills.data && (
        <Section title={t('costs.s4')}>
          <p className={classes.quiet}>{t('costs.s4About')}</p>
          <BillTable bill={bills.data} />
        </Section>
      )}
    </>
  );
}

function Curve({ source, endpoint }: { source: CloudSource; endpoint: string }) {
  const { t } = useTranslation('cloud');
  const { locale } = useLocale();
  const found = useQuery(queries.cloud.whatIf({ source, endpoint }));
  const series = useMemo(() => {
    const points = found.data?.points ?? [];
    const of = (value: (point: (typeof points)[number]) => number | null | undefined) =>
      points.map((point) => [Math.log10(point.factor), value(point) ?? null] as const);
    const drawn = modes
      .filter((mode) => points[0]?.usd[mode] !== undefined)
      .map((mode) => ({ label: mode, points: of(({ usd: costs }) => log(costs[mode])) }));
    return [...drawn, { label: t('whatIf.local'), points: of(({ local }) => log(local)) }];
  }, [found.data, t]);
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <TableSkeleton rows={4} rowHeight={48} />;
  return (
    <>
      <FewLines
        title={t('whatIf.chart')}
        series={series}
        axis="times"
        height={220}
        sayY={(value) => (10 ** value).toLocaleString(locale, { notation: 'compact', maximumSignificantDigits: 2 })}
      />
      <p className={classes.quiet}>{t('whatIf.axis')}</p>
      <ul className={classes.problems}>
        {found.data.crossings.map(({ from, to, factor, requestsPerMonth }) => (
          <li key={factor}>
            {t('whatIf.crossing', {
              ...{ from, to, requests: requestsPerMonth.toLocaleString(locale, { maximumSignificantDigits: 3 }) },
              factor: factor.toLocaleString(locale, { maximumSignificantDigits: 2 }),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Costs from cents to thousands on one picture. */
const log = (value: number | null | undefined) => (value === null || value === undefined || value <= 0 ? null : Math.log10(value));
