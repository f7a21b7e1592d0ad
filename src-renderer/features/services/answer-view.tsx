/** What the service answered: the number, or the label with its probabilities, or the refusal as it came. */
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDuration, formatNumber, formatPercent } from '../../lib/format.ts';
import classes from './services.module.css';
import { readAnswer } from './try-model.ts';

interface Props {
  call: { status: number; ms: number; body: string } | null;
  error: unknown;
}

export function AnswerView({ call, error }: Props) {
  const { t } = useTranslation('services');
  const { locale } = useLocale();
  if (error) return <ErrorState error={error} />;
  if (!call) return <p className={classes.quiet}>{t('try.hint')}</p>;
  const { label, value, probabilities } = readAnswer(call.body);
  return (
    <div role="status" aria-live="polite">
      <p className={classes.status} data-ok={call.status < 400 || undefined}>
        <b>{call.status}</b> · {formatDuration(call.ms, locale)}
      </p>
      {label !== null && <p className={classes.label}>{value === null ? label : formatNumber(value, locale)}</p>}
      {probabilities.map(([name, probability]) => (
        <div key={name} className={classes.bar}>
          <span>{name}</span>
          <i style={{ width: `${probability * 100}%` }} />
          <b>{formatPercent(probability, locale)}</b>
        </div>
      ))}
      {label === null && <CodeBlock language="json" text={spread(call.body)} />}
    </div>
  );
}

/** One line of JSON as a person reads it; anything else as it came. */
function spread(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
