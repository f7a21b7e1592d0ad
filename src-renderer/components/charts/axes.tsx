/** Two axes of a picture in SVG, with round ticks or the names of categories, cut where they would run into each other. */
import { useLocale } from '../../app/i18n.ts';
import { type Dimension, sayValue, shareOf, ticksOf } from './dimension.ts';
import type { Frame } from './paint.ts';
import classes from './relations.module.css';

interface Props {
  frame: Frame;
  x: Dimension;
  y: Dimension;
}

export const placeX = ({ left, right }: Frame, x: Dimension, value: number): number => left + shareOf(x, value) * (right - left);
export const placeY = ({ top, bottom }: Frame, y: Dimension, value: number): number => bottom - shareOf(y, value) * (bottom - top);

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

export function Axes({ frame, x, y }: Props) {
  const { locale } = useLocale();
  const xTicks = ticksOf(x, Math.floor((frame.right - frame.left) / 80));
  const yTicks = ticksOf(y, Math.floor((frame.bottom - frame.top) / 32));
  const roomX = Math.floor((frame.right - frame.left) / Math.max(1, xTicks.length) / 7);
  return (
    <g className={classes.axes}>
      {yTicks.map((tick) => {
        const place = placeY(frame, y, tick);
        return (
          <g key={tick}>
            <line x1={frame.left} x2={frame.right} y1={place} y2={place} />
            <text x={frame.left - 8} y={place} textAnchor="end" dominantBaseline="middle">
              {cut(sayValue(y, tick, locale), 10)}
            </text>
          </g>
        );
      })}
      {xTicks.map((tick) => {
        const place = placeX(frame, x, tick);
        return (
          <g key={tick}>
            <line x1={place} x2={place} y1={frame.top} y2={frame.bottom} />
            <text x={place} y={frame.bottom + 16} textAnchor="middle">
              {cut(sayValue(x, tick, locale), roomX)}
            </text>
          </g>
        );
      })}
      <text className={classes.axisName} x={(frame.left + frame.right) / 2} y={frame.bottom + 34} textAnchor="middle">
        {x.label}
      </text>
      <text className={classes.axisName} x={4} y={12}>
        {y.label}
      </text>
    </g>
  );
}
