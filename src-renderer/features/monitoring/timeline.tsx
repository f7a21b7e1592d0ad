/** One line of time: requests as bars, and below them what happened: alerts, simulations, deploys. Drag to look closer, Escape to let go. */
import { useElementSize } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrafficWindow } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatInstant, formatNumber, formatTick } from '../../lib/format.ts';
import legend from './legend.module.css';
import classes from './monitoring.module.css';
import { overlaps, type Span, spanOf } from './ranges.ts';
import { barsOf, type Lane, ticksOf, timeScale } from './timeline-model.ts';

interface Props {
  windows: readonly TrafficWindow[];
  lanes: readonly Lane[];
  brush: Span | null;
  onBrush(span: Span | null): void;
}

const barsHeight = 64;
const laneHeight = 24;
const labelWidth = 104;

export function Timeline({ windows, lanes, brush, onBrush }: Props) {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const { ref, width } = useElementSize();
  const dragFrom = useRef<number | null>(null);
  const [drag, setDrag] = useState<Span | null>(null);
  const span = spanOf(windows);
  const scale = timeScale(span, labelWidth, Math.max(labelWidth + 1, width));
  const height = barsHeight + lanes.length * laneHeight + 24;
  const simulated = lanes.find(({ id }) => id === 'simulations')?.marks ?? [];
  const isSimulated = (window: TrafficWindow) => simulated.some((mark) => overlaps([window.start, window.end], mark.start, mark.end));
  const shown = drag ?? brush;
  const { step, ticks } = ticksOf(span, Math.max(2, Math.floor((width - labelWidth) / 110)));
  const timeAt = (clientX: number, box: DOMRect) => Math.min(span[1], Math.max(span[0], scale.invert(clientX - box.left)));

  return (
    <div className={classes.timeline}>
      <div ref={ref}>
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={t('timeline.label')}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            dragFrom.current = timeAt(event.clientX, event.currentTarget.getBoundingClientRect());
          }}
          onPointerMove={(event) => {
            const from = dragFrom.current;
            if (from === null) return;
            const to = timeAt(event.clientX, event.currentTarget.getBoundingClientRect());
            setDrag([Math.min(from, to), Math.max(from, to)]);
          }}
          onPointerUp={() => {
            const least = (span[1] - span[0]) / 100;
            onBrush(drag && drag[1] - drag[0] > least ? drag : null);
            dragFrom.current = null;
            setDrag(null);
          }}
        >
          <defs>
            <pattern id="simulated" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="2" height="4" className={classes.simulatedBar} />
            </pattern>
          </defs>
          <text x={0} y={barsHeight - 6} className={classes.laneName}>
            {t('timeline.traffic')}
          </text>
          {barsOf(windows, scale, barsHeight - 8).map((bar) => {
            return (
              <rect
                key={bar.window.start}
                x={bar.x}
                width={bar.width}
                y={barsHeight - bar.height}
                height={bar.height}
                className={classes.bar}
                fill={isSimulated(bar.window) ? 'url(#simulated)' : undefined}
              >
                <title>
                  {`${formatInstant(bar.window.start, locale)} · ${t('timeline.requests', { count: bar.window.requests, formatted: formatNumber(bar.window.requests, locale) })}`}
                  {isSimulated(bar.window) ? ` · ${t('simulated')}` : ''}
                </title>
              </rect>
            );
          })}
          <line x1={labelWidth} x2={width} y1={barsHeight + 0.5} y2={barsHeight + 0.5} className={classes.axis} />
          {lanes.map((lane, index) => {
            const y = barsHeight + index * laneHeight;
            return (
              <g key={lane.id}>
                <text x={0} y={y + 17} className={classes.laneName}>
                  {t(`timeline.${lane.id}`)}
                </text>
                {lane.marks
                  .filter((mark) => overlaps(span, mark.start, mark.end))
                  .map((mark) => {
                    const from = scale(Math.max(span[0], mark.start));
                    const to = Math.max(from + 8, scale(Math.min(span[1], mark.end)));
                    return (
                      <rect key={mark.key} x={from} width={to - from} y={y + 8} height={10} rx={2} className={classes.mark} data-look={mark.look}>
                        <title>{mark.title}</title>
                      </rect>
                    );
                  })}
              </g>
            );
          })}
          {ticks.map((at) => (
            <text key={at} x={scale(at)} y={height - 6} className={classes.tick}>
              {formatTick(at, step, locale)}
            </text>
          ))}
          {shown && (
            <rect x={scale(shown[0])} width={Math.max(1, scale(shown[1]) - scale(shown[0]))} y={0} height={height - 22} className={classes.brush} />
          )}
        </svg>
      </div>
      {windows.some((window) => window.requests > 0 && isSimulated(window)) && (
        <span className={legend.legend} data-below>
          <i data-kind="simulated" /> {t('timeline.simulated')}
        </span>
      )}
    </div>
  );
}
