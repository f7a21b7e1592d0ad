/** What all charts of a run share: what x is, how much is smoothed, which names are shown. */
import { SegmentedControl, Slider, Switch, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import type { XAxis } from '../../../components/charts/lines-chart.tsx';
import classes from './charts.module.css';

export interface Look {
  /** Null: what fits each chart. */
  axis: XAxis | null;
  /** Of the smoothing, from 0. */
  weight: number;
  log: boolean;
  query: string;
}

interface Props {
  look: Look;
  onLook(look: Look): void;
  /** A search is worth its room. */
  many: boolean;
}

export function ChartControls({ look, onLook, many }: Props) {
  const { t } = useTranslation('run');
  const { locale } = useLocale();
  const smoothing = useId();
  return (
    <div className={classes.controls}>
      {many && (
        <TextInput
          aria-label={t('curves.search')}
          placeholder={t('curves.searchHint')}
          leftSection={<Search size={13} />}
          value={look.query}
          onChange={(event) => onLook({ ...look, query: event.currentTarget.value })}
        />
      )}
      <SegmentedControl
        aria-label={t('curves.axis')}
        value={look.axis ?? 'auto'}
        onChange={(axis) => onLook({ ...look, axis: axis === 'auto' ? null : (axis as XAxis) })}
        data={[
          { value: 'auto', label: t('curves.auto') },
          { value: 'step', label: t('curves.step') },
          { value: 'relative', label: t('curves.relative') },
          { value: 'wall', label: t('curves.time') },
        ]}
      />
      <div className={classes.smoothing}>
        <span id={smoothing}>{t('curves.smoothing')}</span>
        <Slider
          thumbProps={{ 'aria-labelledby': smoothing }}
          w={120}
          size="sm"
          min={0}
          max={0.98}
          step={0.02}
          label={null}
          value={look.weight}
          onChange={(weight) => onLook({ ...look, weight })}
        />
        <output>{look.weight.toLocaleString(locale, { minimumFractionDigits: 2 })}</output>
      </div>
      <Switch size="xs" label={t('curves.log')} checked={look.log} onChange={(event) => onLook({ ...look, log: event.currentTarget.checked })} />
    </div>
  );
}
