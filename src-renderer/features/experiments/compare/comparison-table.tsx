/** Compared runs as a table: only what differs if one wants, turned on its side, measured from a base run, with bars under the metrics. */
import { ActionIcon, Button, Checkbox, TextInput, Tooltip } from '@mantine/core';
import { Anchor, Search, X } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { formatNumber } from '../../../lib/format.ts';
import type { FoundRun } from '../found.ts';
import classes from './comparison.module.css';
import { type ComparedRow, comparedRows, distance } from './difference.ts';

interface Props {
  runs: readonly FoundRun[];
  colourOf(runId: string): string;
  onDrop(runId: string): void;
}

const mostCells = 3000;
const leastRows = 20;

export function ComparisonTable({ runs, colourOf, onDrop }: Props) {
  const { t } = useTranslation('experiments');
  const [onlyDiffering, setOnlyDiffering] = useState(true);
  const [onSide, setOnSide] = useState(false);
  const [base, setBase] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const [more, setMore] = useState(1);
  const all = useMemo(() => comparedRows(runs), [runs]);
  const wanted = search.trim().toLowerCase();
  const found = all.filter(({ key, differs }) => (differs || !onlyDiffering) && key.toLowerCase().includes(wanted));
  // A hundred runs with a thousand metrics are more cells than a page can hold.
  const rows = found.slice(0, Math.max(leastRows, Math.floor(mostCells / Math.max(1, runs.length))) * more);
  const baseIndex = runs.findIndex(({ runId }) => runId === base);
  const runHead = (run: FoundRun) => (
    <span className={classes.runHead}>
      <i style={{ background: colourOf(run.runId) }} aria-hidden="true" />
      <Link href={paths.experimentRun(run.runId)} title={run.name}>
        {run.name}
      </Link>
      <Tooltip label={t('compare.base')}>
        <ActionIcon
          size={24}
          variant={base === run.runId ? 'light' : 'subtle'}
          aria-pressed={base === run.runId}
          aria-label={t('compare.baseOf', { name: run.name })}
          onClick={() => setBase(base === run.runId ? null : run.runId)}
        >
          <Anchor size={12} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('compare.drop')}>
        <ActionIcon size={24} aria-label={t('compare.dropOf', { name: run.name })} onClick={() => onDrop(run.runId)}>
          <X size={12} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
  const cell = (row: ComparedRow, index: number) => <Value row={row} index={index} base={baseIndex < 0 || baseIndex === index ? null : baseIndex} />;
  const rowHead = ({ kind, key }: ComparedRow): ReactNode => (
    <>
      <small>{t(`kind.${kind}`)}</small> {key}
    </>
  );
  return (
    <>
      <div className={classes.options}>
        <TextInput
          aria-label={t('compare.search')}
          placeholder={t('compare.search')}
          leftSection={<Search size={14} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Checkbox size="xs" label={t('compare.onlyDiffering')} checked={onlyDiffering} onChange={() => setOnlyDiffering((before) => !before)} />
        <Checkbox size="xs" label={t('compare.onSide')} checked={onSide} onChange={() => setOnSide((before) => !before)} />
        <span className={classes.quiet} role="status">
          {t('compare.same', { count: all.length - all.filter(({ differs }) => differs).length })}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className={classes.scroller} tabIndex={0}>
        <table className={classes.compared} aria-label={t('compare.table')}>
          <thead>
            <tr>
              <td />
              {onSide
                ? rows.map((row) => (
                    <th key={`${row.kind} ${row.key}`} scope="col">
                      {rowHead(row)}
                    </th>
                  ))
                : runs.map((run) => (
                    <th key={run.runId} scope="col">
                      {runHead(run)}
                    </th>
                  ))}
            </tr>
          </thead>
          <tbody>
            {onSide
              ? runs.map((run, index) => (
                  <tr key={run.runId}>
                    <th scope="row">{runHead(run)}</th>
                    {rows.map((row) => (
                      <td key={`${row.kind} ${row.key}`}>{cell(row, index)}</td>
                    ))}
                  </tr>
                ))
              : rows.map((row) => (
                  <tr key={`${row.kind} ${row.key}`}>
                    <th scope="row">{rowHead(row)}</th>
                    {runs.map((run, index) => (
                      <td key={run.runId}>{cell(row, index)}</td>
                    ))}
                  </tr>
                ))}
          </tbody>
        </table>
        {found.length > rows.length && (
          <Button variant="subtle" onClick={() => setMore(more + 1)}>
            {t('compare.more', { count: found.length - rows.length })}
          </Button>
        )}
      </div>
    </>
  );
}

function Value({ row, index, base }: { row: ComparedRow; index: number; base: number | null }) {
  const { locale } = useLocale();
  const value = row.values[index] ?? null;
  if (value === null) return <span className={classes.quiet}>—</span>;
  if (typeof value === 'string') return <span data-other={(base !== null && value !== row.values[base]) || undefined}>{value}</span>;
  const sizes = row.values.map((each) => (typeof each === 'number' && Number.isFinite(each) ? Math.abs(each) : 0));
  const away = base === null ? null : distance(value, row.values[base] ?? null);
  return (
    <>
      {formatNumber(value, locale)}
      {away !== null && away !== 0 && (
        <small>
          {' '}
          {away > 0 ? '+' : '−'}
          {formatNumber(Math.abs(away), locale)}
        </small>
      )}
      <i aria-hidden="true" style={{ width: `${((sizes[index] ?? 0) / (Math.max(...sizes) || 1)) * 100}%` }} />
    </>
  );
}
