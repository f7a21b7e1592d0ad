/** The rows of a version, all of them: only those in sight are asked for and drawn. */
import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataVersion } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { TableSkeleton } from '../../../components/loading.tsx';
import classes from '../data.module.css';

const rowHeight = 30;
const onePage = 200;

export function Sample({ version }: { version: DataVersion }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const scroller = useRef<HTMLDivElement>(null);
  const total = useRef(onePage);
  const virtual = useVirtualizer({ count: total.current, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8 });
  const items = virtual.getVirtualItems();
  const pages = [...new Set([0, ...items.map(({ index }) => Math.floor(index / onePage))])];
  const asked = useQueries({
    queries: pages.map((page) => queries.datasets.sample({ name: version.name, version: version.version, offset: page * onePage, limit: onePage })),
  });
  const first = asked[0];
  if (first?.error) return <ErrorState error={first.error} onRetry={() => void first.refetch()} />;
  if (!first?.data) return <TableSkeleton rows={8} rowHeight={rowHeight} />;
  const { columns } = first.data;
  total.current = first.data.total;
  const rowAt = (index: number) => asked[pages.indexOf(Math.floor(index / onePage))]?.data?.rows[index % onePage];
  return (
    <>
      <p className={classes.quiet}>{t('sample.size', { rows: first.data.total.toLocaleString(locale), columns: columns.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={t('tab.sample')} data-testid="sample">
        <table className={classes.cells} aria-rowcount={first.data.total + 1}>
          <thead>
            <tr>
              <th scope="col">#</th>
              {columns.map(({ name, kind }) => (
                <th key={name} scope="col">
                  {name}
                  <small>{t(`kind.${kind}`)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(items[0]?.start ?? 0) > 0 && <Gap height={items[0]?.start ?? 0} />}
            {items
              .filter(({ index }) => index < total.current)
              .map(({ index, key }) => (
                <tr key={key} aria-rowindex={index + 2} style={{ height: rowHeight }}>
                  <td className={classes.number}>{index + 1}</td>
                  {columns.map(({ name, kind }, at) => {
                    const value = rowAt(index)?.cells[at];
                    return (
                      <td key={name} data-numeric={kind === 'integer' || kind === 'number' || undefined} data-missing={value === null || undefined}>
                        {value === undefined ? '…' : value === null ? t('missing') : String(value)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            <Gap height={Math.max(0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0))} />
          </tbody>
        </table>
      </section>
    </>
  );
}

function Gap({ height }: { height: number }) {
  return <tr aria-hidden style={{ height }} />;
}
