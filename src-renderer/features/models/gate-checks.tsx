/** What the gate found: each check with what was seen and what was expected, by shape and by word. */
import { CircleCheck, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { GateCheck, Locale } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatNumber } from '../../lib/format.ts';
import look from './gate.module.css';

interface Props {
  checks: readonly GateCheck[];
  /** Compared with no other version. */
  alone: boolean;
}

export function GateChecks({ checks, alone }: Props) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  return (
    <ul className={look.checks}>
      {checks.map(({ id, ok, seen, expected }) => (
        <li key={id} data-ok={ok} data-testid={`gate-${id}`}>
          {ok ? <CircleCheck size={15} aria-hidden /> : <CircleX size={15} aria-hidden />}
          <div>
            <span>
              {alone && (id === 'metric' || id === 'signature') ? t(`gate.alone.${id}`) : t(`gate.of.${id}`)}{' '}
              <span className={look.hidden}>{ok ? t('gate.passed') : t('gate.failed')}</span>
            </span>
            {(seen !== null || expected !== null) && (
              <small title={seen ?? undefined}>
                {seen !== null && t('gate.seen', { value: localNumbers(seen, id, locale) })}
                {seen !== null && expected !== null && expected !== seen && ' · '}
                {expected !== null && expected !== seen && t('gate.expected', { value: localNumbers(expected, id, locale) })}
              </small>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Only a metric is a number; everything else is a name. */
function localNumbers(text: string, id: GateCheck['id'], locale: Locale): string {
  return id === 'metric' ? text.replace(/-?\d[\d.]*(e[+-]?\d+)?/, (number) => formatNumber(Number(number), locale)) : text;
}
