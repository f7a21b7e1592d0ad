/** The chain of steps that made the run as long as it was, and what would have made it shorter. */
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import type { CriticalPath } from '../../../components/run/critical-path.ts';
import { shortName } from '../../../components/run/steps.ts';
import { formatDuration, formatPercent } from '../../../lib/format.ts';
import classes from './critical.module.css';

interface Props {
  path: CriticalPath;
  selectedId: string | null;
  onSelect(id: string): void;
}

/** A chain of a thousand steps is told by its longest ones. */
const mostRows = 60;
const least = 0.03;

export function CriticalView({ path, selectedId, onSelect }: Props) {
  const { t } = useTranslation('lab');
  const { locale } = useLocale();
  const { steps, total, waited, readied, paused } = path;
  const time = (ms: number) => formatDuration(ms, locale);
  const best = [...steps].sort((a, b) => b.saves - a.saves)[0];
  const shown = steps.length <= mostRows ? steps : [...steps].sort((a, b) => b.took - a.took).slice(0, mostRows);
  const longest = Math.max(1, ...steps.map(({ took }) => took));
  return (
    <section className={classes.critical} aria-label={t('critical.title')} data-testid="critical">
      <p>{t('critical.lead', { count: steps.length, time: time(total) })}</p>
      <ul className={classes.advice}>
        {best && best.saves > total * least && (
          <li>{t('critical.best', { step: shortName(best.row.id), saves: time(best.saves), share: formatPercent(best.saves / total, locale) })}</li>
        )}
        {waited > total * least && <li>{t('critical.waited', { time: time(waited) })}</li>}
        {readied > total * least && <li>{t('critical.readied', { time: time(readied) })}</li>}
        {paused > 0 && <li>{t('critical.paused', { time: time(paused) })}</li>}
      </ul>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('critical.step')}</th>
            <th aria-label={t('critical.share')} />
            <th className={classes.number}>{t('critical.took')}</th>
            <th className={classes.number}>{t('critical.waitedFor')}</th>
            <th className={classes.number}>{t('critical.saves')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, took, waited: stood, saves }) => (
            <tr key={row.id} data-selected={row.id === selectedId || undefined}>
              <td>
                <button type="button" onClick={() => onSelect(row.id)}>
                  {shortName(row.id)}
                </button>
              </td>
              <td className={classes.bar}>
                <i style={{ width: `${(took / longest) * 100}%` }} />
              </td>
              <td className={classes.number}>{time(took)}</td>
              <td className={classes.number}>{stood > 0 ? time(stood) : '—'}</td>
              <td className={classes.number}>{saves > 0 ? `−${time(saves)}` : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < steps.length && <p className={classes.note}>{t('critical.more', { count: steps.length - shown.length })}</p>}
    </section>
  );
}
