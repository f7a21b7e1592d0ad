/** What became of a firing, in one badge: its run's state where it has one. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Firing } from '#contract';
import { explainFailure } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { useTriggerWords } from '../use-words.ts';

/** `whole`: with what went wrong, where nothing beside it says so. */
export function FiringOutcome({ firing, whole = false }: { firing: Firing; whole?: boolean }) {
  const { t } = useTranslation('automation');
  const { why } = useTriggerWords();
  const { locale } = useLocale();
  const { outcome, run, runId, error } = firing;
  if (outcome === 'skipped') return <StatusBadge status="skipped" label={`${t('outcome.skipped')}: ${why(firing)}`} />;
  if (outcome === 'failed') {
    const what = whole && error ? `: ${explainFailure(error, locale).what}` : '';
    return <StatusBadge status="failed" label={`${t('outcome.failed')}${what}`} />;
  }
  if (!run || runId === null) return <StatusBadge status="pending" label={t('outcome.recorded')} />;
  const badge = <StatusBadge status={run.queued ? 'pending' : run.status} {...(run.queued && { label: t('outcome.queued') })} />;
  return <Link href={paths.run(runId)}>{badge}</Link>;
}
