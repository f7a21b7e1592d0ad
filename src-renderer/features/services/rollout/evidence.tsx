/** What a decision was made from: both revisions side by side, and the chance that it is chance. */
import { useTranslation } from 'react-i18next';
import type { Evidence, RolloutEvent } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { formatDuration, formatNumber, formatPercent } from '../../../lib/format.ts';
import classes from './rollout.module.css';

interface Props {
  evidence: Evidence;
  revisions: { stable: number; candidate: number | null };
  /** Of a test that asks for any difference. */
  twoSided?: boolean;
}

export function EvidenceTable({ evidence: { stable, candidate, shadow, p }, revisions, twoSided = false }: Props) {
  const { t } = useTranslation('rollout');
  const { locale } = useLocale();
  const time = (ms: number | null) => (ms === null ? '—' : formatDuration(ms, locale));
  const told = stable.outcomes !== null || candidate.outcomes !== null;
  const rows = [
    { name: `${t('picture.revision', { revision: revisions.stable })} · ${t('role.stable')}`, seen: stable },
    { name: `${t('picture.revision', { revision: revisions.candidate ?? '—' })} · ${t('role.candidate')}`, seen: candidate },
  ];
  return (
    <div className={classes.evidence}>
      <table aria-label={t('evidence.caption')}>
        <thead>
          <tr>
            <th scope="col">
              <span className={classes.unseen}>{t('evidence.caption')}</span>
            </th>
            <th scope="col">{t('evidence.requests')}</th>
            <th scope="col">{t('evidence.errors')}</th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
            <th scope="col">p99</th>
            {told && <th scope="col">{t('evidence.outcome')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, seen }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatNumber(seen.requests, locale)}</td>
              <td data-bad={seen.errors > 0 || undefined}>
                {formatNumber(seen.errors, locale)}
                {seen.errors > 0 && ` (${formatPercent(seen.errors / seen.requests, locale)})`}
              </td>
              <td>{time(seen.p50)}</td>
              <td>{time(seen.p95)}</td>
              <td>{time(seen.p99)}</td>
              {told && <td>{seen.outcomes?.mean == null ? '—' : formatNumber(seen.outcomes.mean, locale)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {shadow && (
        <p>
          {t('evidence.compared', { different: formatNumber(shadow.different, locale), compared: formatNumber(shadow.compared, locale) })}
          {shadow.dropped > 0 && ` · ${t('evidence.dropped', { count: shadow.dropped })}`}
        </p>
      )}
      {p !== null && <p>{twoSided ? t('evidence.pTest', { p: chance(p, locale) }) : t('evidence.p', { p: chance(p, locale) })}</p>}
    </div>
  );
}

export function Examples({ examples }: { examples: RolloutEvent['examples'] }) {
  const { t } = useTranslation('rollout');
  if (examples.length === 0) return null;
  return (
    <details className={classes.examples}>
      <summary>{t('evidence.examples')}</summary>
      {examples.map(({ path, primary, shadow }) => (
        <dl key={`${path}${primary}${shadow}`}>
          <dt>{t('evidence.people')}</dt>
          <dd className="mono">{primary}</dd>
          <dt>{t('evidence.shadow')}</dt>
          <dd className="mono">{shadow}</dd>
        </dl>
      ))}
    </details>
  );
}

function chance(p: number, locale: string): string {
  if (p > 0 && p < 1e-4) return `10${superscript(Math.floor(Math.log10(p)))}`;
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(p);
}

const raised: Record<string, string> = { '-': '⁻', ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((digit, i) => [String(i), digit])) };

function superscript(exponent: number): string {
  return [...String(exponent)].map((sign) => raised[sign]).join('');
}
