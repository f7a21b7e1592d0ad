/** What became of a firing, in one badge: its run's state where it has one. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Firing } from '#contract';
import { paths } from '../../../app/paths.ts';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { useTriggerWords } from '../use-words.ts';

export function FiringOutcome({ firing }: { firing: Firing }) {
  const { t } = useTranslation('automation');
  const { why } = useTriggerWords();
  const { outcome, run, runId } = firing;
  if (outcome === 'skipped') return <StatusBadge status="skipped" label={`${t('outcome.skipped')}: ${why(firing)}`} />;
  if (outcome === 'failed') return <StatusBadge status="failed" label={t('outcome.failed')} />;
  if (!run || runId === null) return <StatusBadge status="pending" label={t('outcome.recorded')} />;
  const badge = <StatusBadge status={run.queued ? 'pending' : run.status} {...(run.queued && { label: t('outcome.queued') })} />;
  return <Link href={paths.run(runId)}>{badge}</Link>;
}
