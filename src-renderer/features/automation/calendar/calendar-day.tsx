import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { lookOf } from '../../../components/status.ts';
import { StatusShape } from '../../../components/status-shape.tsx';
import { useTriggerWords } from '../use-words.ts';
import classes from './calendar.module.css';
import type { Day, Entry } from './weeks.ts';

/** More than this and a day says how many more there are. */
const mostShown = 4;

export function CalendarDay({ day: { start, entries }, today, past }: { day: Day; today: boolean; past: boolean }) {
  const { t } = useTranslation('automation');
  const { locale } = useLocale();
  const date = new Date(start);
  const label = date.getDate() === 1 ? new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(date) : String(date.getDate());
  return (
    <td className={classes.day} data-today={today || undefined} data-past={past || undefined}>
      <time dateTime={date.toISOString().slice(0, 10)} {...(today && { 'aria-current': 'date' as const })}>
        {label}
      </time>
      <ul>
        {entries.slice(0, mostShown).map((entry) => (
          <DayEntry key={`${entry.at}-${entry.trigger}-${entry.firing?.id ?? ''}`} entry={entry} />
        ))}
      </ul>
      {entries.length > mostShown && <span className={classes.more}>{t('calendar.more', { count: entries.length - mostShown })}</span>}
    </td>
  );
}

function DayEntry({ entry: { at, trigger, firing, paused } }: { entry: Entry }) {
  const { t } = useTranslation(['automation', 'common']);
  const { locale } = useLocale();
  const { why } = useTriggerWords();
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(at);
  const status =
    firing === null ? (paused ? 'stopped' : 'pending') : firing.outcome === 'started' ? (firing.run?.status ?? 'pending') : firing.outcome;
  const said =
    firing === null
      ? t(paused ? 'paused' : 'calendar.coming')
      : firing.outcome === 'started'
        ? t(`common:status.${status}`)
        : [t(`outcome.${firing.outcome}`), why(firing)].filter(Boolean).join(': ');
  const words = (
    <>
      <StatusShape look={lookOf(status)} />
      <span className="tabular">{time}</span> <span className={classes.name}>{trigger}</span>
      <span className={classes.said}>{`, ${said}`}</span>
    </>
  );
  return (
    <li className={classes.entry} data-coming={firing === null || undefined} data-paused={paused || undefined} title={`${trigger} · ${said}`}>
      {firing?.runId ? <Link href={paths.run(firing.runId)}>{words}</Link> : words}
    </li>
  );
}
