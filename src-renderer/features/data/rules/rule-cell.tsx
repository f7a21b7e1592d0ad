/** One expectation on one version: the share of the rows that fail, as a number, a colour and a mark. */
import { useTranslation } from 'react-i18next';
import { type Expectation, type PastAnswer, type PastVersion, sayResult } from '#contract';
import { explainFailure } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import classes from './rules.module.css';

interface Props {
  asked: Expectation;
  version: PastVersion;
  answer: PastAnswer | undefined;
  /** What makes it a stop of the keyboard. */
  reach: object;
  onLook(): void;
}

export function RuleCell({ asked, version, answer, reach, onLook }: Props) {
  const { t } = useTranslation('suites');
  const { locale } = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 });
  const share = answer && answer.judged > 0 ? answer.unexpected / answer.judged : null;
  const state = version.error ? 'unread' : !answer ? 'waiting' : answer.success ? 'holds' : 'fails';
  const text = () => {
    if (!answer) return version.error ? '?' : '…';
    if (answer.problem) return '!';
    if (share === null) return answer.success ? '✓' : '✗';
    return `${answer.success ? '' : '✗ '}${percent.format(share)}`;
  };
  return (
    <td
      {...reach}
      className={classes.cell}
      data-state={state}
      aria-label={`v${version.version}: ${saying(asked, version, answer) ?? t('waiting')}`}
      onMouseEnter={onLook}
      style={share ? { background: `color-mix(in oklab, var(--b-failed) ${Math.round(40 * Math.sqrt(share))}%, var(--b-failed-soft))` } : undefined}
    >
      {text()}
    </td>
  );

  function saying(rule: Expectation, { error }: PastVersion, found: PastAnswer | undefined): string | null {
    if (error) return explainFailure(error, locale).what;
    return found ? sayPast(rule, found, locale) : null;
  }
}

/** In what a version departs from the rule. */
export function sayPast(expectation: Expectation, answer: PastAnswer, locale: 'pt-BR' | 'en'): string {
  const isOfRows = answer.judged + answer.missing > 0;
  return sayResult({ ...answer, expectation, columns: isOfRows ? [expectation.column ?? ''] : [], examples: [] }, locale);
}
