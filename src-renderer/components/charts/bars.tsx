/** One bar per thing, across: for metrics that were measured once. Bars of what is below zero go to the left. */
import { useLocale } from '../../app/i18n.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './bars.module.css';
import { ChartFrame } from './chart-frame.tsx';

export interface Bar {
  id: string;
  label: string;
  colour: string;
  value: number | null;
  /** Half of the whisker: a standard deviation. */
  spread?: number;
}

interface Props {
  title: string;
  columns: [label: string, value: string];
  bars: readonly Bar[];
  height: number;
  lit?: string | null;
}

export function Bars({ title, columns, bars, height, lit = null }: Props) {
  const { locale } = useLocale();
  const ends = bars.flatMap(({ value, spread = 0 }) => (value !== null && Number.isFinite(value) ? [value - spread, value + spread] : []));
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const share = (value: number) => ((value - least) / (most - least || 1)) * 100;
  return (
    <ChartFrame title={title} height={height} table={() => ({ columns, rows: bars.map(({ label, value }) => [label, value]) })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className={classes.bars} style={{ height }} tabIndex={0}>
        {bars.map(({ id, label, colour, value, spread }) => (
          <li key={id} data-dim={(lit !== null && lit !== id) || undefined}>
            <span title={label}>{label}</span>
            <span className={classes.track}>
              {value !== null && Number.isFinite(value) && (
                <i
                  style={{
                    left: `${Math.min(share(0), share(value))}%`,
                    width: `${Math.max(0.4, Math.abs(share(value) - share(0)))}%`,
                    background: colour,
                  }}
                />
              )}
              {value !== null && spread !== undefined && spread > 0 && (
                <i
                  className={classes.whisker}
                  style={{ left: `${share(value - spread)}%`, width: `${share(value + spread) - share(value - spread)}%` }}
                />
              )}
            </span>
            <b>{value === null ? '—' : formatNumber(value, locale)}</b>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
