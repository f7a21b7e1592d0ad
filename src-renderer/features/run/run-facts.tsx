/** The line under the title of a tracked run. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { CopyButton } from '../../components/code-block.tsx';
import { Facts } from '../../components/page.tsx';
import { formatDuration, formatInstant, shortId } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import classes from './run.module.css';
import type { RunDetail } from './run-page.tsx';

export function RunFacts({ run, experiment }: { run: RunDetail; experiment: string | null }) {
  const { t } = useTranslation('run');
  const { locale } = useLocale();
  const now = useNow(run.endTime === null);
  const parent: [string, React.ReactNode][] = run.parentRunId
    ? [
        [
          t('fact.parent'),
          <Link key="parent" href={paths.experimentRun(run.parentRunId)} className={classes.link}>
            {shortId(run.parentRunId)}
          </Link>,
        ],
      ]
    : [];
  return (
    <Facts
      items={[
        [t('fact.started'), formatInstant(run.startTime, locale)],
        [t('fact.duration'), formatDuration(Math.max(0, (run.endTime ?? now) - run.startTime), locale)],
        ...(experiment === null ? [] : ([[t('fact.experiment'), experiment]] as [string, React.ReactNode][])),
        ...parent,
        [
          t('fact.id'),
          <span key="id" className={classes.id}>
            <code className="mono">{shortId(run.runId)}</code>
            <CopyButton text={run.runId} label={t('fact.copyId')} />
          </span>,
        ],
      ]}
    />
  );
}
