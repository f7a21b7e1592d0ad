/** What the gate found: each check with what was seen and what was expected, by shape and by word. */
import { CircleCheck, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { GateCheck } from '#contract';
import classes from './models.module.css';

export function GateChecks({ checks }: { checks: readonly GateCheck[] }) {
  const { t } = useTranslation('models');
  return (
    <ul className={classes.checks}>
      {checks.map(({ id, ok, seen, expected }) => (
        <li key={id} data-ok={ok} data-testid={`gate-${id}`}>
          {ok ? <CircleCheck size={15} aria-hidden /> : <CircleX size={15} aria-hidden />}
          <div>
            <span>
              {t(`gate.of.${id}`)} <span className={classes.hidden}>{ok ? t('gate.passed') : t('gate.failed')}</span>
            </span>
            {(seen !== null || expected !== null) && (
              <small>
                {seen !== null && t('gate.seen', { value: seen })}
                {seen !== null && expected !== null && ' · '}
                {expected !== null && t('gate.expected', { value: expected })}
              </small>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
