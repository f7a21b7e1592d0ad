/** A chart of lines with its tools: `<LinesChart title="perda" lines={lines} axis="step" height={220} />`. Load it behind `lazily()`. */
import { Sigma, ZoomOut } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatDuration, formatInstant, formatNumber, formatTick } from '../../lib/format.ts';
import { ChartFrame, Tool } from './chart-frame.tsx';
import { tableOfLines } from './chart-table.ts';
import classes from './charts.module.css';
import type { Crosshair } from './crosshair.ts';
import { type Line, spanOf } from './line.ts';
import { LinesPlane } from './lines-plane.tsx';
import type { Limit } from './paint-names.ts';
import { type Span, timeTicks } from './scale.ts';

/** What x is: steps, milliseconds since the start, milliseconds since 1970. */
export type XAxis = 'step' | 'relative' | 'wall';
/** `times`: how many times as much as now, as its logarithm to base ten. */
export type AnyAxis = XAxis | 'times';

interface Props {
  title: string;
  lines: readonly Line[];
  axis: AnyAxis;
  height: number;
  /** For all charts that stand together; each may still turn its own. */
  log?: boolean;
  lit?: string | null;
  crosshair?: Crosshair;
  /** Dashed lines across. */
  limits?: readonly Limit[];
  /** Each line says its name where it ends: for a few of them. */
  named?: boolean;
  sayY?: (value: number) => string;
  /** Told when a person zooms, so that finer points can be asked for. Without it the chart zooms into what it has. */
  view?: Span | null;
  onView?: (view: Span | null) => void;
  onCsv?: () => void;
}

export default function LinesChart(props: Props) {
  const { title, lines, axis, height, log = false, lit = null, crosshair, limits, named = false, view, onView, onCsv } = props;
  const { t } = useTranslation('charts');
  const { locale } = useLocale();
  const [ownLog, setOwnLog] = useState<boolean | null>(null);
  const [ownView, setOwnView] = useState<Span | null>(null);
  const shownView = onView ? (view ?? null) : ownView;
  const show = onView ?? setOwnView;
  const logged = ownLog ?? log;
  const [from, to] = shownView ?? spanOf(lines);
  const sayNumber = useCallback((value: number) => formatNumber(value, locale), [locale]);
  const sayY = props.sayY ?? sayNumber;
  const tickMs = (to - from) / 4;
  const sayX = useCallback(
    (value: number) => {
      if (axis === 'step') return Math.round(value).toLocaleString(locale);
      if (axis === 'times') return sayTimes(value, locale);
      return axis === 'relative' ? formatDuration(Math.max(0, value), locale) : formatTick(value, value % 60_000 === 0 ? tickMs : 0, locale);
    },
    [axis, tickMs, locale],
  );
  const sayAt = useCallback((value: number) => (axis === 'wall' ? formatInstant(value, locale) : sayX(value)), [axis, sayX, locale]);
  const empty = lines.every((line) => line.xs.length === 0);
  return (
    <ChartFrame
      title={title}
      height={height}
      table={() => ({
        ...tableOfLines(lines, t(`axis.${axis}`), axis === 'wall'),
        say: (cell, column) => {
          if (column === 0 && axis === 'wall') return formatInstant(Date.parse(String(cell)), locale);
          if (typeof cell !== 'number') return String(cell);
          if (column === 0 && axis === 'times') return sayTimes(cell, locale);
          return column === 0 ? cell.toLocaleString(locale) : sayY(cell);
        },
      })}
      picture
      {...(onCsv ? { onCsv } : {})}
      tools={
        <>
          {shownView && <Tool label={t('whole')} icon={ZoomOut} onClick={() => show(null)} />}
          <Tool label={t('common:chart.log')} icon={Sigma} pressed={logged} onClick={() => setOwnLog(!logged)} />
        </>
      }
    >
      {empty ? (
        <p className={classes.note} style={{ height }}>
          {t('common:chart.empty')}
        </p>
      ) : (
        <LinesPlane
          lines={lines}
          height={height}
          log={logged}
          view={shownView}
          onView={show}
          lit={lit}
          named={named}
          {...(limits ? { limits } : {})}
          {...(crosshair ? { crosshair } : {})}
          {...ticksOf(axis)}
          sayX={sayX}
          sayAt={sayAt}
          sayY={sayY}
        />
      )}
    </ChartFrame>
  );
}

function ticksOf(axis: AnyAxis) {
  if (axis === 'step') return {};
  return { ticksX: axis === 'wall' ? clockTicks : axis === 'relative' ? timeTicks : wholePowers };
}

function sayTimes(power: number, locale: Locale): string {
  return `×${(10 ** power).toLocaleString(locale, { maximumSignificantDigits: 3 })}`;
}

function wholePowers(least: number, most: number): number[] {
  const first = Math.ceil(least - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(most + 1e-9) - first + 1) }, (_, index) => first + index);
}

/** Of instants: where the clock of the person shows whole minutes and hours. */
function clockTicks(least: number, most: number, wanted: number): number[] {
  return timeTicks(least, most, wanted, new Date(least).getTimezoneOffset() * 60_000);
}
