/** A point per thing by two dimensions, coloured by a third: with three it may stand on the surface that they make (contour). */
import { useElementSize } from '@mantine/hooks';
import { contours } from 'd3-contour';
import { useMemo, useState } from 'react';
import { useLocale } from '../../app/i18n.ts';
import { Axes, placeX, placeY } from './axes.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { rampColour } from './colours.ts';
import { type Dimension, sayValue, shareOf } from './dimension.ts';
import type { Frame } from './paint.ts';
import { Ramp } from './ramp.tsx';
import classes from './relations.module.css';
import { surfaceOf } from './surface.ts';
import { walkOf } from './walk.ts';

export interface Thing {
  id: string;
  label: string;
  colour: string;
}

interface Props {
  title: string;
  things: readonly Thing[];
  x: Dimension;
  y: Dimension;
  z: Dimension | null;
  /** Draw the surface of z too. */
  surface: boolean;
  height: number;
  onOpen(id: string): void;
}

const grid = 40;
const levels = 10;

export function Scatter({ title, things, x, y, z, surface, height, onOpen }: Props) {
  const { locale } = useLocale();
  const { ref, width } = useElementSize();
  const [lit, setLit] = useState<number | null>(null);
  const frame: Frame = { left: 76, top: 24, right: Math.max(120, width - 16), bottom: height - 44 };
  const points = things.flatMap((thing, index) => {
    const [px, py] = [x.values[index] ?? null, y.values[index] ?? null];
    return px === null || py === null ? [] : [{ thing, index, px, py, pz: z?.values[index] ?? null }];
  });
  const bands = useMemo(() => (surface && z ? bandsOf(x, y, z) : []), [surface, x, y, z]);
  const colour = (pz: number | null, thing: Thing) => (z ? (pz === null ? 'var(--b-muted)' : rampColour(shareOf(z, pz))) : thing.colour);
  const told = points.find(({ index }) => index === lit);
  const open = (index: number) => things[index] && onOpen(things[index].id);
  const walk = walkOf(title, { ids: points.toSorted((a, b) => a.px - b.px).map(({ index }) => index), lit, onLit: setLit, onOpen: open });
  return (
    <ChartFrame
      title={title}
      height={height}
      table={() => ({
        columns: ['', x.label, y.label, ...(z ? [z.label] : [])],
        rows: things.map(({ label }, index) => [label, ...[x, y, ...(z ? [z] : [])].map((each) => rawValue(each, index))]),
      })}
    >
      <div ref={ref} className={classes.picture} style={{ height }} {...walk}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={title}>
            {bands.map(({ value, path }) => (
              <path
                key={value}
                className={classes.level}
                d={path}
                transform={`translate(${frame.left} ${frame.bottom}) scale(${(frame.right - frame.left) / grid} ${-(frame.bottom - frame.top) / grid})`}
                fill={z ? rampColour(shareOf(z, value)) : 'none'}
              />
            ))}
            <Axes frame={frame} x={x} y={y} />
            {points.map(({ thing, index, px, py, pz }) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: keys walk the points of the picture.
              <circle
                key={thing.id}
                className={classes.point}
                cx={placeX(frame, x, px)}
                cy={placeY(frame, y, py)}
                r={lit === index ? 7 : 5}
                fill={colour(pz, thing)}
                onPointerEnter={() => setLit(index)}
                onPointerLeave={() => setLit(null)}
                onClick={() => onOpen(thing.id)}
              />
            ))}
          </svg>
        )}
        {told && (
          <div
            role="status"
            className={classes.told}
            style={{ left: Math.min(placeX(frame, x, told.px) + 12, width - 220), top: Math.max(0, placeY(frame, y, told.py) - 60) }}
          >
            <strong>{told.thing.label}</strong>
            {[x, y, ...(z ? [z] : [])].map((each) => (
              <span key={each.id}>
                {each.label} <b>{sayValue(each, each.values[told.index] ?? null, locale)}</b>
              </span>
            ))}
          </div>
        )}
        {z && <Ramp dimension={z} />}
      </div>
    </ChartFrame>
  );
}

export function rawValue({ values, categories }: Dimension, index: number): string | number | null {
  const value = values[index] ?? null;
  return value !== null && categories ? (categories[value] ?? null) : value;
}

function bandsOf(x: Dimension, y: Dimension, z: Dimension): { value: number; path: string }[] {
  const samples = z.values.flatMap((value, index) => {
    const [px, py] = [x.values[index] ?? null, y.values[index] ?? null];
    return value === null || px === null || py === null ? [] : [{ x: shareOf(x, px), y: shareOf(y, py), z: value }];
  });
  if (samples.length < 3) return [];
  const heights = samples.map((sample) => sample.z);
  const [least, most] = [Math.min(...heights), Math.max(...heights)];
  if (least === most) return [];
  const values = Array.from({ length: levels }, (_, level) => least + ((most - least) * level) / levels);
  const make = contours().size([grid, grid]).thresholds(values);
  return make(surfaceOf(samples, grid)).map(({ value, coordinates }) => ({
    value,
    path: coordinates
      .map((rings) => rings.map((ring) => `M${ring.map((point) => point.map((each) => (each ?? 0).toFixed(2)).join(' ')).join('L')}Z`).join(''))
      .join(''),
  }));
}
