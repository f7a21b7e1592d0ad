/** CallList: calls, newest first; each with the line that made it. */
import { useTranslation } from 'react-i18next';
import type { WireCall } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatDuration } from '../../lib/format.ts';
import { pathOf } from './call.ts';
import classes from './wire.module.css';

interface Props {
  calls: WireCall[];
  chosen: number | null;
  onChoose(id: number): void;
}

export function CallList({ calls, chosen, onChoose }: Props) {
  const { t } = useTranslation('wire');
  const { locale } = useLocale();
  return (
    <ul className={classes.calls} aria-label={t('calls')}>
      {calls.map((call) => (
        <li key={call.id}>
          <button type="button" aria-current={call.id === chosen} onClick={() => onChoose(call.id)}>
            <span className={classes.method}>{call.method}</span>
            <span className={classes.path} title={call.url}>
              {pathOf(call.url)}
            </span>
            <span className={classes.status} data-bad={call.status >= 400 || undefined}>
              {call.status}
            </span>
            <span className={classes.ms}>{formatDuration(call.durationMs, locale)}</span>
            <span className={classes.line}>{call.source ? `${call.source.file}:${call.source.line}  ${call.source.text}` : t('noLine')}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
