/** Five weeks: what fired, with how it went, and what the schedules have in store. */
import { ActionIcon, Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { BoxSkeleton } from '../../../components/loading.tsx';
import classes from './calendar.module.css';
import { CalendarDay } from './calendar-day.tsx';
import { addDays, mondayOf, weeksOf, weeksShown } from './weeks.ts';

export function Calendar() {
  const { t } = useTranslation('automation');
  const { locale } = useLocale();
  const [today] = useState(() => Date.now());
  const home = addDays(mondayOf(today), -7);
  const [first, setFirst] = useState(home);
  const calendar = useQuery({
    ...queries.triggers.calendar({ from: first, to: addDays(first, weeksShown * 7) - 1 }),
    placeholderData: keepPreviousData,
  });
  if (calendar.error) return <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />;
  if (!calendar.data) return <BoxSkeleton height={420} />;
  const weeks = weeksOf(first, calendar.data);
  const name = (at: number, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options).format(at);
  const span = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }).formatRange(
    first,
    addDays(first, weeksShown * 7 - 1),
  );
  return (
    <div>
      <div className={classes.bar}>
        <ActionIcon variant="default" aria-label={t('calendar.before')} onClick={() => setFirst(addDays(first, -28))}>
          <ChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t('calendar.after')} onClick={() => setFirst(addDays(first, 28))}>
          <ChevronRight size={16} />
        </ActionIcon>
        <Button size="xs" variant="default" onClick={() => setFirst(home)} disabled={first === home}>
          {t('calendar.today')}
        </Button>
        <h2 aria-live="polite">{span}</h2>
      </div>
      <table className={classes.calendar} aria-label={t('tab.calendario')}>
        <thead>
          <tr>
            {weeks[0]!.map(({ start }) => (
              <th key={start} scope="col">
                {name(start, { weekday: 'short' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]!.start}>
              {week.map((day) => (
                <CalendarDay
                  key={day.start}
                  day={day}
                  today={mondayOf(today) <= day.start && new Date(today).toDateString() === new Date(day.start).toDateString()}
                  past={addDays(day.start, 1) <= today}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {calendar.data.truncated && <p className={classes.note}>{t('calendar.truncated')}</p>}
    </div>
  );
}
