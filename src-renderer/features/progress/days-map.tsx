/** The minutes of the last 26 weeks, one square a day. */
import { useTranslation } from 'react-i18next';
import type { Standing, StudyDay } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { ChartFrame } from '../../components/charts/chart-frame.tsx';
import classes from './progress.module.css';

const step = 15;
const top = 18;
const left = 34;
const weeks = 26;

const dateOf = (day: string) => new Date(`${day}T00:00`);
const nameOf = (date: Date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
const acts = ({ read, checks, cards, questions, runs }: StudyDay) => read + checks + cards + questions + runs;

/** Weeks end on Saturday; the last one holds today. */
function squaresOf(days: readonly StudyDay[], today: string) {
  const minutes = new Map(days.map((each) => [each.day, each.minutes]));
  const end = dateOf(today);
  const count = (weeks - 1) * 7 + end.getDay() + 1;
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(end.getFullYear(), end.getMonth(), end.getDate() - count + 1 + index);
    const spent = minutes.get(nameOf(date)) ?? 0;
    return {
      date,
      minutes: spent,
      week: Math.floor(index / 7),
      weekday: date.getDay(),
      level: spent === 0 ? 0 : Math.min(4, 1 + Math.floor(spent / 30)),
    };
  });
}

export function DaysMap({ days, today }: Pick<Standing, 'days' | 'today'>) {
  const { t } = useTranslation('progress');
  const { locale } = useLocale();
  const squares = squaresOf(days, today);
  const long = (date: Date) => date.toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const months = squares.filter(({ date, week }) => date.getDate() === 1 && week < weeks - 1);
  return (
    <ChartFrame
      title={t('map.title')}
      height={150}
      table={() => ({
        columns: [t('map.day'), t('map.minutes'), t('map.acts')],
        rows: days.map((each) => [each.day, Math.round(each.minutes), acts(each)]),
      })}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className={classes.map} tabIndex={0}>
        <svg role="img" aria-label={t('map.title')} width={left + weeks * step} height={top + 7 * step}>
          {months.map(({ date, week }) => (
            <text key={week} x={left + (week + (date.getDay() > 0 ? 1 : 0)) * step} y={11}>
              {date.toLocaleDateString(locale, { month: 'short' })}
            </text>
          ))}
          {squares.slice(0, 7).map(({ date, weekday }) =>
            weekday % 2 === 1 ? (
              <text key={weekday} x={0} y={top + weekday * step + 10}>
                {date.toLocaleDateString(locale, { weekday: 'short' })}
              </text>
            ) : null,
          )}
          {squares.map(({ date, minutes, week, weekday, level }) => (
            <rect key={date.getTime()} data-level={level} x={left + week * step} y={top + weekday * step} width={step - 3} height={step - 3} rx={2}>
              <title>{t('map.of', { day: long(date), minutes: Math.round(minutes) })}</title>
            </rect>
          ))}
        </svg>
      </div>
    </ChartFrame>
  );
}
