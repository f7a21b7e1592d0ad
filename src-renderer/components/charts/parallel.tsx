/** Parallel coordinates: an axis per dimension, a line per thing, coloured by the last axis. Dragging along an axis keeps what passes there. */
import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { ChartFrame } from './chart-frame.tsx';
import { rampColour } from './colours.ts';
import { type Dimension, sayValue, shareOf, ticksOf } from './dimension.ts';
import classes from './relations.module.css';
import { rawValue, type Thing } from './scatter.tsx';
import { walkOf } from './walk.ts';

interface Props {
  title: string;
  things: readonly Thing[];
  dimensions: readonly Dimension[];
  height: number;
  onOpen(id: string): void;
}

type Brushes = Record<string, readonly [number, number]>;

export function Parallel({ title, things, dimensions, height, onOpen }: Props) {
  const { t } = useTranslation('charts');
  const { locale } = useLocale();
  const { ref, width } = useElementSize();
  const [lit, setLit] = useState<string | null>(null);
  const [brushes, setBrushes] = useState<Brushes>({});
  const [top, bottom, side] = [36, height - 20, 70];
  const gap = dimensions.length > 1 ? (width - 2 * side) / (dimensions.length - 1) : 0;
  const placeOf = (index: number) => side + index * gap;
  const heightOf = (dimension: Dimension, value: number) => bottom - shareOf(dimension, value) * (bottom - top);
  const last = dimensions.at(-1);
  const kept = (index: number) =>
    dimensions.every((dimension) => {
      const brush = brushes[dimension.id];
      const value = dimension.values[index] ?? null;
      if (!brush) return true;
      return value !== null && shareOf(dimension, value) >= Math.min(...brush) && shareOf(dimension, value) <= Math.max(...brush);
    });
  const brushing = Object.keys(brushes).length > 0;
  const brush = (id: string) => (event: PointerEvent<SVGRectElement>) => {
    const area = event.currentTarget;
    const box = area.getBoundingClientRect();
    const share = (y: number) => Math.max(0, Math.min(1, 1 - (y - box.top) / box.height));
    const start = share(event.clientY);
    area.setPointerCapture(event.pointerId);
    const move = (to: globalThis.PointerEvent) => setBrushes((all) => ({ ...all, [id]: [start, share(to.clientY)] }));
    const end = (at: globalThis.PointerEvent) => {
      area.removeEventListener('pointermove', move);
      // A click alone lets go.
      if (Math.abs(share(at.clientY) - start) < 0.01) setBrushes((all) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== id)));
    };
    area.addEventListener('pointermove', move);
    area.addEventListener('pointerup', end, { once: true });
  };
  const pathOf = (index: number) => {
    let pen = false;
    return dimensions
      .map((dimension, place) => {
        const value = dimension.values[index] ?? null;
        // What has no value there passes by.
        if (value === null) return '';
        const start = pen ? 'L' : 'M';
        pen = true;
        return `${start}${placeOf(place)} ${heightOf(dimension, value)}`;
      })
      .join('');
  };
  const told = things.find(({ id }) => id === lit);
  const toldIndex = told ? things.indexOf(told) : -1;
  const walk = walkOf(title, { ids: things.filter((_, index) => kept(index)).map(({ id }) => id), lit, onLit: setLit, onOpen });
  return (
    <ChartFrame
      title={title}
      height={height}
      table={() => ({
        columns: ['', ...dimensions.map(({ label }) => label)],
        rows: things.flatMap(({ label }, index) => (kept(index) ? [[label, ...dimensions.map((each) => rawValue(each, index))]] : [])),
      })}
    >
      <div ref={ref} className={classes.picture} style={{ height }} {...walk}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={title}>
            {things.map((thing, index) => {
              const value = last?.values[index] ?? null;
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: keys walk the lines of the picture.
                <path
                  key={thing.id}
                  className={classes.thread}
                  d={pathOf(index)}
                  stroke={last && value !== null ? rampColour(shareOf(last, value)) : 'var(--b-muted)'}
                  data-lit={lit === thing.id || undefined}
                  data-dim={(lit !== null && lit !== thing.id) || !kept(index) || undefined}
                  onPointerEnter={() => setLit(thing.id)}
                  onPointerLeave={() => setLit(null)}
                  onClick={() => onOpen(thing.id)}
                />
              );
            })}
            {dimensions.map((dimension, place) => {
              const range = brushes[dimension.id];
              return (
                <g key={dimension.id} transform={`translate(${placeOf(place)} 0)`} className={classes.coordinate}>
                  <text className={classes.axisName} y={14} textAnchor="middle">
                    {dimension.label.length > gap / 8 && gap > 0 ? `${dimension.label.slice(0, Math.max(3, Math.floor(gap / 8)))}…` : dimension.label}
                    <title>{dimension.label}</title>
                  </text>
                  <line y1={top} y2={bottom} />
                  {ticksOf(dimension, 6).map((tick) => (
                    <text
                      key={tick}
                      x={place === dimensions.length - 1 ? 8 : -8}
                      y={heightOf(dimension, tick)}
                      textAnchor={place === dimensions.length - 1 ? 'start' : 'end'}
                      dominantBaseline="middle"
                    >
                      {sayValue(dimension, tick, locale).slice(0, 9)}
                    </text>
                  ))}
                  {range && (
                    <rect
                      className={classes.brush}
                      x={-6}
                      width={12}
                      y={bottom - Math.max(...range) * (bottom - top)}
                      height={Math.abs(range[1] - range[0]) * (bottom - top)}
                    />
                  )}
                  <rect className={classes.brushArea} x={-12} width={24} y={top} height={bottom - top} onPointerDown={brush(dimension.id)} />
                </g>
              );
            })}
          </svg>
        )}
        {told && (
          <div role="status" className={classes.told} style={{ left: 8, bottom: 8 }}>
            <strong>{told.label}</strong>
            {dimensions.map((each) => (
              <span key={each.id}>
                {each.label} <b>{sayValue(each, each.values[toldIndex] ?? null, locale)}</b>
              </span>
            ))}
          </div>
        )}
        {brushing && (
          <button type="button" className={classes.clear} onClick={() => setBrushes({})}>
            {t('clearBrushes')}
          </button>
        )}
      </div>
    </ChartFrame>
  );
}
