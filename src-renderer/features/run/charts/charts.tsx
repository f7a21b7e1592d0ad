/** How metrics went while the run lasted, in sections by the prefix of their names; live while it lasts. */
import { useDebouncedValue } from '@mantine/hooks';
import { ChartLine } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCrosshair } from '../../../components/charts/crosshair.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ChartControls, type Look } from './chart-controls.tsx';
import { ChartGroup } from './chart-group.tsx';
import classes from './charts.module.css';
import { sectionsOf } from './sections.ts';

interface Props {
  run: { runId: string; startTime: number };
  keys: readonly string[];
  empty: ReactNode;
}

/** Sections beyond these start folded, so that a run of a thousand metrics opens at once. */
const openKeys = 24;

export function Charts({ run, keys, empty }: Props) {
  const { t } = useTranslation('run');
  const [look, setLook] = useState<Look>({ axis: null, weight: 0, log: false, query: '' });
  // One for each kind of x: a step is no second.
  const [crosshairs] = useState(() => ({ step: createCrosshair(), relative: createCrosshair(), wall: createCrosshair() }));
  const [query] = useDebouncedValue(look.query.trim().toLowerCase(), 150);
  const sections = useMemo(() => sectionsOf(keys.filter((key) => key.toLowerCase().includes(query))), [keys, query]);
  if (keys.length === 0)
    return (
      <EmptyState icon={ChartLine} title={t('curves.none')}>
        {empty}
      </EmptyState>
    );
  let shown = 0;
  return (
    <div className={classes.charts}>
      <ChartControls look={look} onLook={setLook} many={keys.length > 6} />
      {sections.length === 0 && <p className={classes.quiet}>{t('curves.noMatch', { query })}</p>}
      {sections.map(({ prefix, keys: found }, index) => {
        shown += found.length;
        const open = index === 0 || shown <= openKeys;
        return (
          <ChartGroup
            key={`${prefix}|${query !== ''}`}
            run={run}
            prefix={prefix}
            keys={found}
            look={look}
            crosshairs={crosshairs}
            firstOpen={open || query !== ''}
            titled={sections.length > 1}
          />
        );
      })}
    </div>
  );
}
