/** Cards due on each of the next thirty days, one column a day. */
import { useTranslation } from 'react-i18next';
import type { CardStats } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { ChartFrame } from '../../../components/charts/chart-frame.tsx';
import classes from './stats.module.css';
import { dayOf } from './year.ts';

export function Forecast({ days }: { days: CardStats['forecast'] }) {
  const { t } = useTranslation('review');
  const { locale } = useLocale();
  const most = Math.max(1, ...days.map(({ due }) => due));
  const total = days.reduce((sum, { due }) => sum + due, 0);
  const short = (day: string) => dayOf(day).toLocaleDateString(locale, { day: '2-digit', month: '2-digit' });
  const title = t('stats.dueInAll', { count: total });
  return (
    <ChartFrame
      title={title}
      height={160}
      table={() => ({ columns: [t('stats.day'), t('stats.due')], rows: days.map(({ day, due }) => [day, due]) })}
    >
      <div className={classes.columns} role="img" aria-label={title}>
        {days.map(({ day, due }, index) => (
          <span key={day} title={`${short(day)}: ${due}`}>
            <b>{due || ''}</b>
            <i style={{ height: `${(due / most) * 100}%` }} />
            <small>{index === 0 ? t('stats.today') : index % 5 === 0 ? short(day) : ''}</small>
          </span>
        ))}
      </div>
    </ChartFrame>
  );
}
