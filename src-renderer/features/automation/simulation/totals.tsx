/** What a simulation came to, per trigger, and what it took for granted. */
import { useTranslation } from 'react-i18next';
import type { TriggerSimulation } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { formatDuration } from '../../../lib/format.ts';
import { useTriggerWords } from '../use-words.ts';
import classes from './simulation.module.css';

const counts = ['firings', 'started', 'skipped', 'cancelled', 'waited'] as const;

export function Totals({ simulation: { triggers, durations, unforeseen, longestQueue } }: { simulation: TriggerSimulation }) {
  const { t } = useTranslation('automation');
  const { locale } = useLocale();
  const { gigabytes } = useTriggerWords();
  return (
    <>
      <table className={classes.totals} aria-label={t('simulation.totals')}>
        <thead>
          <tr>
            <th scope="col">{t('column.trigger')}</th>
            {counts.map((count) => (
              <th key={count} scope="col">
                {t(`simulation.count.${count}`)}
              </th>
            ))}
            <th scope="col">{t('simulation.longestWait')}</th>
          </tr>
        </thead>
        <tbody>
          {triggers.map((one) => (
            <tr key={one.name}>
              <th scope="row">{one.name}</th>
              {counts.map((count) => (
                <td key={count}>{one[count].toLocaleString(locale)}</td>
              ))}
              <td>{one.waited === 0 ? '—' : formatDuration(one.longestWaitMs, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className={classes.assumed}>
        {durations.map(({ pipeline, ms, runs, memoryBytes }) => (
          <li key={pipeline}>
            {t(runs === 0 ? 'simulation.guess' : 'simulation.median', {
              pipeline,
              time: formatDuration(ms, locale),
              count: runs,
              memory: gigabytes(memoryBytes),
            })}
          </li>
        ))}
        <li>{t('simulation.longestQueue', { count: longestQueue })}</li>
        {unforeseen.length > 0 && <li>{t('simulation.unforeseen', { names: unforeseen.map(({ name }) => name).join(', ') })}</li>}
      </ul>
    </>
  );
}
