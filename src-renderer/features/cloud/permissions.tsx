/** Each role of a plan: what it needs, and what its policies lack or allow too much. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CloudSource, PolicyEntry, PolicyReview } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Section } from '../../components/page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import classes from './cloud.module.css';

const kinds = ['missing', 'denied', 'broad', 'unused'] as const;

export function Permissions({ source }: { source: CloudSource }) {
  const { t } = useTranslation('cloud');
  const reviews = useQuery(queries.cloud.review({ source }));
  if (reviews.error) return <ErrorState error={reviews.error} onRetry={() => void reviews.refetch()} />;
  if (!reviews.data) return <TableSkeleton rows={6} rowHeight={32} />;
  return (
    <>
      <p className={classes.quiet}>{t('permissions.about')}</p>
      {reviews.data.map((review) => (
        <Role key={review.role} review={review} />
      ))}
    </>
  );
}

function Role({ review }: { review: PolicyReview }) {
  const { t } = useTranslation('cloud');
  const { language } = useLocale();
  const { role, principal, ok, needs, invalid } = review;
  const rows = kinds.flatMap((kind) => review[kind].map((entry) => ({ kind, entry })));
  return (
    <Section title={role} actions={<StatusBadge status={ok ? 'passed' : 'failed'} label={t(ok ? 'permissions.ok' : 'permissions.wrong')} />}>
      <p className={classes.quiet}>
        <code>{principal}</code> · {t('permissions.needs', { count: needs.length })}
      </p>
      {invalid.map(({ say }) => (
        <p key={say.en} className={classes.warning}>
          {say[language]}
        </p>
      ))}
      {rows.length > 0 && (
        <table className={classes.table}>
          <tbody>
            {rows.map(({ kind, entry }) => (
              <Row key={`${kind}${entry.action}${entry.resource}${entry.statement ?? ''}`} kind={kind} entry={entry} />
            ))}
          </tbody>
        </table>
      )}
      <details>
        <summary className={classes.quiet}>{t('permissions.show')}</summary>
        <table className={classes.table}>
          <tbody>
            {needs.map(({ action, resource, phase }) => (
              <tr key={`${phase}${action}${resource}`}>
                <td>{t(`phase.${phase}`)}</td>
                <td>
                  <code>{action}</code>
                </td>
                <td>
                  <code>{resource}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Section>
  );
}

function Row({ kind, entry: { action, resource, statement, detail } }: { kind: (typeof kinds)[number]; entry: PolicyEntry }) {
  const { t } = useTranslation('cloud');
  return (
    <tr>
      <td className={classes.warning}>{t(`permissions.${kind}`)}</td>
      <td>
        <code>{action}</code>
      </td>
      <td>
        <code>{resource}</code>
        {kind === 'broad' && detail !== '' && (
          <p className={classes.quiet}>
            {t('permissions.also')} <code>{detail}</code>
          </p>
        )}
      </td>
      <td>{statement && <code>{statement}</code>}</td>
    </tr>
  );
}
