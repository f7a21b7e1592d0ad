/** One column of a study: verdict, both distributions over each other, tests and distances, and what else is new about it. */
import { useTranslation } from 'react-i18next';
import type { SubjectDrift } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { formatNumber, formatPercent } from '../../../lib/format.ts';
import { Distribution } from '../distribution.tsx';
import { formatP, localBins } from '../drift-model.ts';
import classes from './study.module.css';

export function SubjectRow({ subject }: { subject: SubjectDrift }) {
  const { t } = useTranslation('drift');
  const { locale } = useLocale();
  const { feature, kind, severity, tests, corrected, psi, js, normed, missing, outliers } = subject;
  const name = kind === 'prediction' ? t('prediction') : feature;
  const number = (value: number) => formatNumber(value, locale);
  const share = (value: number) => formatPercent(value, locale);
  const figures: [string, string][] = [
    ...tests.map(({ test, statistic, p }): [string, string] => [
      t(`test.${test}`),
      `${test === 'outliers' ? share(statistic) : number(statistic)} · p ${formatP(p, locale)}`,
    ]),
    [t('corrected'), formatP(corrected, locale)],
    ['PSI', number(psi)],
    ['Jensen–Shannon', number(js)],
    ...(normed === null ? [] : [['Wasserstein', t('deviations', { value: number(normed) })] as [string, string]]),
    [t('missing'), `${share(missing.reference)} → ${share(missing.current)}`],
    ...(outliers ? [[t('outliers'), `${share(outliers.reference)} → ${share(outliers.current)}`] as [string, string]] : []),
  ];
  return (
    <li>
      <div>
        <b className={classes.name}>{name}</b>
        <StatusBadge status={severity} label={t(`severity.${severity}`)} />
        <Notes subject={subject} />
      </div>
      <Distribution feature={name} bins={localBins(subject, locale)} width={280} height={72} labelled />
      <dl className={classes.figures}>
        {figures.map(([what, value]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function Notes({ subject: { numbers, outside, newCategories, newShare, gone } }: { subject: SubjectDrift }) {
  const { t } = useTranslation('drift');
  const { locale } = useLocale();
  const notes = [
    ...(numbers ? [t('note.mean', { before: formatNumber(numbers.reference.mean, locale), now: formatNumber(numbers.current.mean, locale) })] : []),
    ...(outside ? [t('note.outside', { share: formatPercent(outside, locale) })] : []),
    ...(newCategories.length > 0
      ? [t('note.fresh', { names: newCategories.map(({ name }) => name).join(', '), share: formatPercent(newShare, locale) })]
      : []),
    ...(gone.length > 0 ? [t('note.gone', { names: gone.join(', ') })] : []),
  ];
  return notes.map((note) => (
    <p key={note} className={classes.quiet}>
      {note}
    </p>
  ));
}
