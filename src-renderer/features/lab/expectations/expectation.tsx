/** One expectation and its answer. One that failed opens to the first rows that fail. */
import { Check, CircleAlert, Info, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type ExpectationResult, sayResult } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import classes from './expectations.module.css';

const marks = { critical: X, warning: CircleAlert, info: Info };

export function Expectation({ result }: { result: ExpectationResult }) {
  const { t } = useTranslation('expectations');
  const { locale } = useLocale();
  const { success, expectation, judged, unexpected, columns, examples } = result;
  const Mark = success ? Check : marks[expectation.severity];
  const state = success ? 'ok' : expectation.severity;
  const share = judged > 0 ? (judged - unexpected) / judged : null;
  return (
    <li className={classes.item} data-state={state}>
      <Mark size={15} aria-label={success ? t('holds') : t(`severity.${expectation.severity}`)} className={classes.mark} />
      <div className={classes.body}>
        <p className={classes.sentence}>{sayResult(result, locale)}</p>
        <code className={classes.type}>{expectation.type}</code>
        {columns.length > 0 && share !== null && (
          <div className={classes.share} aria-hidden="true">
            <i style={{ width: `${100 * share}%` }} />
            {expectation.mostly !== undefined && <b style={{ insetInlineStart: `${100 * expectation.mostly}%` }} />}
          </div>
        )}
        {examples.length > 0 && (
          <details className={classes.rows}>
            <summary>{t('failing', { count: unexpected, rows: unexpected.toLocaleString(locale) })}</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('row')}</th>
                  {columns.map((column) => (
                    <th scope="col" key={column}>
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {examples.map(({ row, values }) => (
                  <tr key={row}>
                    <td className="tabular">{row.toLocaleString(locale)}</td>
                    {values.map((value, at) => (
                      <td key={columns[at]}>{value === null ? <em>{t('missing')}</em> : String(value)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
            {unexpected > examples.length && <p className={classes.more}>{t('more', { shown: examples.length })}</p>}
          </details>
        )}
      </div>
    </li>
  );
}
