/** The line under the title: how long, where, whose code, with which parameters. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PipelineRun } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { CopyButton } from '../../components/code-block.tsx';
import { Facts } from '../../components/page.tsx';
import { formatDuration, formatInstant, shortId } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import classes from './lab.module.css';

export function RunFacts({ run }: { run: PipelineRun }) {
  const { t } = useTranslation(['lab', 'common']);
  const { locale } = useLocale();
  const now = useNow(run.endedAt === null);
  const params = Object.entries(run.params);
  return (
    <Facts
      items={[
        [t('fact.started'), formatInstant(run.startedAt, locale)],
        [t('fact.duration'), formatDuration(run.endedAt === null ? Math.max(0, now - run.startedAt) : run.durationMs, locale)],
        [t('fact.engine'), t(`common:engine.${run.engine}`)],
        [t('fact.solution'), t(`common:solution.${run.solution}`)],
        [
          t('fact.id'),
          <span key="id" className={classes.id}>
            <code className="mono">{shortId(run.runId)}</code>
            <CopyButton text={run.runId} label={t('fact.copyId')} />
          </span>,
        ],
        ...(run.rerunOf === null
          ? []
          : ([
              [
                t('fact.rerunOf'),
                <Link key="origin" className={classes.origin} href={paths.run(run.rerunOf)}>
                  {shortId(run.rerunOf)}
                </Link>,
              ],
            ] as [string, React.ReactNode][])),
        ...(params.length > 0
          ? ([
              [
                t('fact.params'),
                <code key="params" className="mono">
                  {params.map(([key, value]) => `${key}=${value}`).join('  ')}
                </code>,
              ],
            ] as [string, React.ReactNode][])
          : []),
      ]}
    />
  );
}
