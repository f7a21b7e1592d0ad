/** The runs as a table: nested ones under their parent, columns of params and metrics as the person chose them. */
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { TrackedRun } from '#contract';
import { paths } from '../../app/paths.ts';
import { DataTable } from '../../components/table/data-table.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { availableColumns, type ColumnChoice, firstColumns, rememberColumns, rememberedColumns } from './columns.ts';
import { treeRows } from './rows.ts';
import { useRunColumns } from './run-columns.tsx';

interface Props {
  runs: readonly TrackedRun[];
  experimentId: string | null;
  experimentNames: ReadonlyMap<string, string>;
  ticked: readonly string[];
  /** Without it there is nothing to tick. */
  onTick?: (runId: string) => void;
  empty: ReactNode;
}

export function RunsTable({ runs, experimentId, experimentNames, ticked, onTick, empty }: Props) {
  const { t } = useTranslation('experiments');
  const [, go] = useLocation();
  const place = experimentId ?? 'all';
  const [chosen, setChosen] = useState<ColumnChoice | null>(() => rememberedColumns(place));
  const rows = useMemo(() => treeRows(runs), [runs]);
  const available = useMemo(() => availableColumns(runs), [runs]);
  const choice = useMemo(() => chosen ?? firstColumns(runs), [chosen, runs]);
  const columns = useRunColumns({ choice, experimentNames: experimentId === null ? experimentNames : null, ticked, onTick });
  const choose = (next: ColumnChoice) => {
    setChosen(next);
    rememberColumns(place, next);
  };
  return (
    <DataTable
      label={t('runs')}
      rows={rows}
      columns={columns}
      rowId={({ run }) => run.runId}
      onOpen={({ run }) => go(paths.experimentRun(run.runId))}
      filterable
      maxHeight="var(--runs-height, calc(100vh - 280px))"
      toolbar={<ColumnChooser available={available} choice={choice} onChange={choose} />}
      empty={empty}
    />
  );
}
