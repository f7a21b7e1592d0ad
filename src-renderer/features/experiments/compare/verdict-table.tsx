/** What can be said of two groups of runs: metric by metric, whether the second is really other than the first. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { formatNumber } from '../../../lib/format.ts';
import classes from './comparison.module.css';
import type { RunGroup } from './grouping.ts';
import { leastP, pairsOf, verdictsOf } from './verdict.ts';

const level = 0.05;
const mostRows = 200;

export function VerdictTable({ a, b }: { a: RunGroup; b: RunGroup }) {
  const { t } = useTranslation('experiments');
  const { locale } = useLocale();
  const pairs = useMemo(() => pairsOf(a, b), [a, b]);
  const verdicts = useMemo(() => verdictsOf(pairs ?? []).slice(0, mostRows), [pairs]);
  if (!pairs) return <EmptyState title={t('verdict.none')}>{t('verdict.noneText')}</EmptyState>;
  const say = (value: number) => formatNumber(value, locale);
  const few = leastP(pairs.length) > level;
  return (
    <>
      <div className={classes.options}>
        <span className={classes.quiet}>{t('verdict.how', { count: pairs.length })}</span>
        {few && <strong>{t('verdict.few', { p: say(leastP(pairs.length)) })}</strong>}
        {!few && verdicts.length > 1 && <span className={classes.quiet}>{t('verdict.many', { count: verdicts.length })}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className={classes.scroller} tabIndex={0}>
        <table className={classes.compared} aria-label={t('verdict.title')}>
          <thead>
            <tr>
              <th scope="col">{t('verdict.metric')}</th>
              <th scope="col">{t('verdict.says')}</th>
              <th scope="col">{a.label}</th>
              <th scope="col">{b.label}</th>
              <th scope="col">{t('verdict.difference')}</th>
              <th scope="col">{t('verdict.pairs')}</th>
            </tr>
          </thead>
          <tbody>
            {verdicts.map(({ metric, meanA, meanB, difference, greater, less, p }) => (
              <tr key={metric}>
                <th scope="row">{metric}</th>
                <td className={classes.said}>
                  {p < level ? <b>{t('verdict.differs')}</b> : t('verdict.unsure')} <small>{`p = ${say(p)}`}</small>
                </td>
                <td>{say(meanA)}</td>
                <td>{say(meanB)}</td>
                <td>{`${difference > 0 ? '+' : ''}${say(difference)}`}</td>
                <td className={classes.said}>{t('verdict.counts', { greater, less })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
