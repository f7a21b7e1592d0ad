/** The answers of the last 365 days, one square a day. */
import { useTranslation } from 'react-i18next';
import type { CardStats } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { ChartFrame } from '../../../components/charts/chart-frame.tsx';
import classes from './stats.module.css';
import { dayOf, yearOf } from './year.ts';

const step = 14;
const top = 18;
const left = 32;

export function YearMap({ days, today }: Pick<CardStats, 'days' | 'today'>) {
  const { t } = useTranslation('review');
  const { locale } = useLocale();
  const squares = yearOf(days, today);
  const answers = days.reduce((sum, day) => sum + day.answers, 0);
  const title = `${t('stats.answers', { count: answers })} ${t('stats.activeDays', { count: days.length })}`;
  const long = (day: string) => dayOf(day).toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const monthStarts = squares.filter(({ day, week }) => day.endsWith('-01') && week < 52);
  const weekdays = squares.slice(7, 14).filter(({ weekday }) => weekday % 2 === 1);
  return (
    <ChartFrame
      title={title}
      height={170}
      table={() => ({ columns: [t('stats.day'), t('stats.answersOfDay')], rows: days.map((each) => [each.day, each.answers]) })}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className={classes.year} tabIndex={0}>
        <svg role="img" aria-label={title} width={left + 53 * step} height={top + 7 * step}>
          {monthStarts.map(({ day, week }) => (
            <text key={day} x={left + (week + 1) * step} y={11}>
              {dayOf(day).toLocaleDateString(locale, { month: 'short' })}
            </text>
          ))}
          {weekdays.map(({ day, weekday }) => (
            <text key={day} x={0} y={top + weekday * step + 10}>
              {dayOf(day).toLocaleDateString(locale, { weekday: 'short' })}
            </text>
          ))}
          {squares.map(({ day, answers: count, week, weekday, level }) => (
            <rect key={day} data-level={level} x={left + week * step} y={top + weekday * step} width={step - 3} height={step - 3} rx={2}>
              <title>{`${long(day)}: ${t('stats.answers', { count })}`}</title>
            </rect>
          ))}
        </svg>
      </div>
    </ChartFrame>
  );
}
