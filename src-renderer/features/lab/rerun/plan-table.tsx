/** What a re-run would do, step by step, with the time that history expects. */
import { useTranslation } from 'react-i18next';
import type { RerunPlan } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { formatDuration } from '../../../lib/format.ts';
import classes from './rerun.module.css';

export function PlanTable({ plan }: { plan: RerunPlan }) {
  const { t } = useTranslation('lab');
  const { locale } = useLocale();
  return (
    <>
      <table className={classes.table} data-testid="rerun-plan">
        <thead>
          <tr>
            <th>{t('rerun.column.step')}</th>
            <th>{t('rerun.column.action')}</th>
            <th>{t('rerun.column.why')}</th>
            <th className={classes.number}>{t('rerun.column.time')}</th>
          </tr>
        </thead>
        <tbody>
          {plan.steps.map(({ id, action, why, expectedMs }) => (
            <tr key={id} data-action={action}>
              <td>
                <code className="mono">{id}</code>
              </td>
              <td>{t(`rerun.action.${action}`)}</td>
              <td>
                {t(`why.reason.${why.reason}`)}
                {action === 'kept' && why.differences.length > 0 && <strong> {t('rerun.stale')}</strong>}
              </td>
              <td className={classes.number}>
                {action === 'run' ? (expectedMs === null ? t('rerun.unknown') : formatDuration(expectedMs, locale)) : '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.whole} role="status">
        {t('rerun.expected', { time: formatDuration(plan.expectedMs, locale) })}
        {plan.unknown.length > 0 && ` ${t('rerun.without', { count: plan.unknown.length, steps: plan.unknown.join(', ') })}`}
      </p>
    </>
  );
}
