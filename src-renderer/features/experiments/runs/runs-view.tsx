/** The runs of an experiment (or of all): filter, columns, groups, selection, and what one does with what is selected. */
import { SegmentedControl, Select } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { failureOf } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { TableSkeleton } from '../../../components/loading.tsx';
import { ExportMenu } from '../export/export-menu.tsx';
import { both, quoted } from '../filter/clauses.ts';
import { FilterBar } from '../filter/filter-bar.tsx';
import { usePlace } from '../state.ts';
import type { useView } from '../use-view.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { NoRuns } from './no-runs.tsx';
import type { Request, Row } from './rows.ts';
import { RunsGrid } from './runs-grid.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { summaryOf, summaryOrder } from './summary.ts';
import classes from './toolbar.module.css';
import { groupFilter, useGroups } from './use-groups.ts';
import { useRuns } from './use-runs.ts';
import { mostSelected, useSelection } from './use-selection.ts';
import { useSummaries } from './use-summaries.ts';
import { type ColumnView, fieldOf, firstView, orderOf, type TableView } from './view.ts';

interface Props {
  /** What is remembered apart: an experiment, all of them, what was deleted. */
  place: string;
  experimentIds: string[];
  everyExperiment: boolean;
  deleted?: boolean;
  keeper: ReturnType<typeof useView>;
  experimentName(id: string): string;
  /** For files. */
  name: string;
  /** Where there is not one run. */
  empty: ReactNode;
  onCompare(runIds: readonly string[]): void;
}

const noKeys = { params: [], metrics: [], tags: [] };
const nameColumn = 'run_name';
/** Its latest value: what groups have a mean of. */
const isMetric = (id: string) => fieldOf(id).kind === 'metric' && !summaryOf(id);
const waitMs = 80;
const coarse = 25;

export function RunsView(props: Props) {
  const { place, experimentIds, everyExperiment, deleted = false, keeper, experimentName, name, empty, onCompare } = props;
  const { t } = useTranslation('experiments');
  const { locale } = useLocale();
  const [, go] = useLocation();
  const [state, change] = usePlace(place);
  const [range, setRange] = useState({ first: 0, last: 40 });
  const onRange = useThrottledCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / coarse) * coarse, last: Math.ceil(last / coarse) * coarse };
    // The rest of the page is drawn again only when other rows may have to be asked for.
    setRange((before) => (before.first === next.first && before.last === next.last ? before : next));
  }, waitMs);
  const keys = useQuery(queries.tracking.keys({ experimentIds }));

  // The first page tells which columns say something, so it is asked for before there are any.
  const base: Request = { experimentIds, view: deleted ? 'deleted' : 'active' };
  const saved = keeper.view;
  const [first, setFirst] = useState<TableView | null>(null);
  const view: TableView | null = saved ?? first;
  const request: Request = {
    ...base,
    ...(state.filter === '' ? {} : { filter: state.filter }),
    orderBy: orderOf(view?.sort ?? null),
    ...summaryOrder(view?.sort ?? null),
    rootsOnly: (view?.nested ?? true) && !deleted,
  };
  const grouped = view?.group ?? null;
  const metricColumns = useMemo(() => (view?.columns ?? []).flatMap(({ id }) => (isMetric(id) ? [fieldOf(id).key] : [])), [view]);
  const plain = useRuns(request, range, state.open, grouped === null);
  const groups = useGroups(request, grouped, metricColumns, state.open);
  const found = grouped === null ? plain : groups;
  if (!view && keys.data && plain.total !== null) {
    const runs = Array.from({ length: Math.min(50, plain.total) }, (_, index) => plain.rowAt(index)).flatMap((row) =>
      row.kind === 'run' ? row.run : [],
    );
    setFirst(firstView(runs, keys.data, everyExperiment));
  }

  const columns = useMemo(() => (view?.columns ?? []).filter(({ id }) => id !== nameColumn), [view]);
  // A mean with its deviation needs more room than a number.
  const shownColumns = useMemo(
    () => (grouped === null ? columns : columns.map((each) => (isMetric(each.id) ? { ...each, width: Math.max(each.width, 156) } : each))),
    [columns, grouped],
  );
  const shownIds = useMemo(() => columns.map(({ id }) => id), [columns]);
  const summariesOf = useSummaries(found, range, shownIds);
  const nameView = view?.columns.find(({ id }) => id === nameColumn) ?? { id: nameColumn, width: 280 };
  const setView = (part: Partial<TableView>) => view && keeper.setView({ ...view, ...part });
  const setColumns = (next: readonly ColumnView[]) => setView({ columns: [nameView, ...next.filter(({ id }) => id !== nameColumn)] });
  const onWidth = (id: string, width: number) => setColumns([nameView, ...columns].map((each) => (each.id === id ? { id, width } : each)));
  const selection = useSelection({
    found,
    request,
    grouped: grouped !== null,
    selected: state.selected,
    onSelected: (selected) => change({ selected }),
  });
  const turn = (row: Row) => {
    const openable = row.kind === 'group' || (row.kind === 'run' && row.run.childCount > 0);
    if (openable)
      change({ open: state.open.has(row.id) ? new Set([...state.open].filter((id) => id !== row.id)) : new Set([...state.open, row.id]) });
  };
  const onOpen = (row: Row) => {
    if (row.kind === 'run') go(paths.experimentRun(row.id));
    else if (row.kind === 'group') turn(row);
    else if (row.kind === 'more') {
      const group = groups.groupOf(row.parent);
      const narrower = grouped !== null && group ? groupFilter(grouped, group.value) : `tags.mlflow.parentRunId = ${quoted(row.parent)}`;
      const filter = both(state.filter, narrower);
      if (grouped !== null) setView({ group: null });
      change({ filter, draft: filter });
    }
  };
  const named = useCallback(experimentName, [experimentName]);
  const invalid = found.error !== null && failureOf(found.error).code === 'TRACKING_FILTER_INVALID';
  const groupable = [
    { value: '', label: t('group.off') },
    ...(keys.data?.params ?? []).map((key) => ({ value: `params.${key}`, label: key })),
    ...(keys.data?.tags ?? []).map((key) => ({ value: `tags.${key}`, label: key })),
  ];

  if (found.total === 0 && state.filter === '' && state.draft === '') return empty;
  return (
    <>
      <FilterBar
        draft={state.draft}
        filter={state.filter}
        keys={keys.data ?? noKeys}
        experimentIds={experimentIds}
        error={found.error}
        saved={keeper.filters}
        onDraft={(draft) => change({ draft })}
        onFilter={(filter) => filter !== state.filter && change({ filter, scroll: 0 })}
        onSaved={keeper.setFilters}
      />
      {state.selected.size > 0 ? (
        <SelectionBar
          selected={state.selected}
          full={state.selected.size >= mostSelected}
          deleted={deleted}
          onClear={() => change({ selected: new Set() })}
          onCompare={() => onCompare([...state.selected])}
        />
      ) : (
        <div className={classes.toolbar}>
          <span className={classes.total} role="status">
            {found.total !== null &&
              (grouped === null
                ? t('table.count', { count: found.total, shown: found.total.toLocaleString(locale) })
                : t('table.groups', { count: found.total }))}
            {found.unordered && ` · ${t('measure.unordered')}`}
          </span>
          {!deleted && grouped === null && (
            <SegmentedControl
              aria-label={t('table.nesting')}
              value={view?.nested === false ? 'flat' : 'tree'}
              data={[
                { value: 'tree', label: t('table.tree') },
                { value: 'flat', label: t('table.flat') },
              ]}
              onChange={(value) => setView({ nested: value === 'tree' })}
            />
          )}
          {!deleted && (
            <Select
              aria-label={t('group.by')}
              placeholder={t('group.by')}
              w={190}
              searchable
              limit={100}
              data={groupable}
              value={grouped}
              onChange={(group) => setView({ group: group || null })}
            />
          )}
          <ColumnChooser keys={keys.data ?? noKeys} columns={columns} onColumns={setColumns} onReset={() => first && keeper.setView(first)} />
          <ExportMenu request={request} ids={shownIds} name={name} total={plain.total ?? 0} experimentName={named} />
        </div>
      )}
      {found.error && !invalid ? (
        <ErrorState error={found.error} onRetry={found.refetch} />
      ) : view && !found.pending ? (
        <div className={classes.grid}>
          <RunsGrid
            asked={`${place} ${state.filter} ${JSON.stringify(view.sort)} ${grouped} ${view.nested}`}
            found={found}
            name={nameView}
            columns={shownColumns}
            sort={found.unordered ? null : view.sort}
            sortable={grouped === null}
            selected={state.selected}
            open={state.open}
            ticked={state.selected.size === 0 ? 'none' : state.selected.size >= (found.total ?? 0) ? 'all' : 'some'}
            initialScroll={state.scroll}
            summariesOf={summariesOf}
            experimentName={named}
            onTick={() => void selection.turnAll()}
            onSort={(sort) => setView({ sort })}
            onColumns={setColumns}
            onWidth={onWidth}
            onOpen={onOpen}
            onTurn={turn}
            onSelect={(from, to, how) => void selection.select(from, to, how)}
            onRange={onRange}
            onLeave={(scroll) => change({ scroll })}
            empty={<NoRuns filter={state.filter} onClear={() => change({ filter: '', draft: '' })} />}
          />
        </div>
      ) : invalid ? null : (
        <TableSkeleton rows={12} />
      )}
    </>
  );
}
