/** What the timeline would send, over the same axis as its events: pace, hold-ups, a feature's mean or gaps, the truths. Nothing is sent. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoryPreview } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './simulator.module.css';
import { curveOf } from './story-model.ts';

type Slice = StoryPreview['slices'][number];

export function PreviewChart({ preview }: { preview: StoryPreview }) {
  const { t } = useTranslation('simulator');
  const { locale } = useLocale();
  const measures = measuresOf(preview, t('chart.truth'), t('chart.mean'), t('chart.missing'), [
    { id: 'pace', label: t('chart.pace'), read: ({ perSecond }) => perSecond },
    { id: 'delay', label: t('chart.delay'), read: ({ delayMs }) => delayMs },
    { id: 'broken', label: t('chart.broken'), read: ({ broken }) => broken * 100 },
  ]);
  const [chosen, setChosen] = useState('');
  const shown = measures.find(({ id }) => id === chosen) ?? measures.find(({ id }) => id.startsWith('mean:')) ?? measures[0]!;
  const { slices } = preview;
  const { points, low, high } = curveOf(slices, slices.map(shown.read));
  const minutes = (ms: number) => storyTime(ms);
  return (
    <div className={classes.preview}>
      <div className={classes.previewHead}>
        <Select
          aria-label={t('chart.what')}
          size="xs"
          w={280}
          value={shown.id}
          data={measures.map(({ id, label }) => ({ value: id, label }))}
          onChange={(id) => setChosen(id ?? '')}
          allowDeselect={false}
        />
        <span className={classes.quiet}>
          {t('chart.about', { requests: formatNumber(preview.requests, locale), story: minutes(preview.storyMs), real: minutes(preview.realMs) })}
        </span>
      </div>
      <div className={classes.chartRow}>
        <span className={classes.scale}>
          <span>{formatNumber(Number(high.toPrecision(3)), locale)}</span>
          <span>{formatNumber(Number(low.toPrecision(3)), locale)}</span>
        </span>
        <svg
          viewBox="0 0 1 1"
          preserveAspectRatio="none"
          role="img"
          aria-label={t('chart.label', { measure: shown.label })}
          className={classes.chart}
        >
          <polyline points={points} />
        </svg>
      </div>
      <div className={classes.ticks} aria-hidden>
        {[0, 0.25, 0.5, 0.75, 1].map((at) => (
          <span key={at}>{minutes(preview.storyMs * at)}</span>
        ))}
      </div>
    </div>
  );
}

interface Measure {
  id: string;
  label: string;
  read(slice: Slice): number | null;
}

function measuresOf({ slices }: StoryPreview, truth: string, mean: string, missing: string, plain: Measure[]): Measure[] {
  const names = (read: (slice: Slice) => Record<string, unknown>) => [...new Set(slices.flatMap((slice) => Object.keys(read(slice))))];
  return [
    ...names(({ means }) => means).map((name) => ({
      id: `mean:${name}`,
      label: `${mean} · ${name}`,
      read: ({ means }: Slice) => means[name] ?? null,
    })),
    ...names((slice) => slice.missing).map((name) => ({
      id: `missing:${name}`,
      label: `${missing} · ${name}`,
      read: (slice: Slice) => (slice.missing[name] ?? 0) * 100,
    })),
    ...names(({ truths }) => truths).map((name) => ({
      id: `truth:${name}`,
      label: `${truth} · ${name}`,
      read: ({ truths }: Slice) => (truths[name] ?? 0) * 100,
    })),
    ...plain,
  ];
}

/** `3 d 4 h`, `12 min`, `8 s`: the two greatest units. */
function storyTime(ms: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
  ] as const;
  let left = Math.round(ms / 1000) * 1000;
  const parts = units.flatMap(([name, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count > 0 ? [`${count} ${name}`] : [];
  });
  return parts.slice(0, 2).join(' ') || '0 s';
}
