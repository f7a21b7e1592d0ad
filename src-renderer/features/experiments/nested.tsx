/** The runs inside a run, with all that tells them apart. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrackedRun } from '#contract';
import { RunsTable } from './runs-table.tsx';

const nothing: readonly string[] = [];

export function Nested({ runs }: { runs: readonly TrackedRun[] }) {
  const { t } = useTranslation('experiments');
  const names = useMemo(() => new Map<string, string>(), []);
  return <RunsTable runs={runs} experimentId="nested" experimentNames={names} ticked={nothing} empty={<p>{t('empty.noRuns')}</p>} />;
}
