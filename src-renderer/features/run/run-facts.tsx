/** The line under the title of a run: when, how long, who, of which experiment, inside which run, from which source. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Experiment } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { CopyButton } from '../../components/code-block.tsx';
import { Facts } from '../../components/page.tsx';
import { formatDuration, formatInstant, shortId } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import classes from './run.module.css';
import type { RunDetail } from './run-view.tsx';
import { sourceOf } from './tag-kinds.ts';

type Fact = [name: string, value: ReactNode];

export function RunFacts({ run, experiment }: { run: RunDetail; experiment: Experiment | null }) {
  const { t } = useTranslation('run');
  const { locale } = useLocale();
  const now = useNow(run.endTime === null);
  const { name, commit } = sourceOf(run.tags);
  const facts: (Fact | null)[] = [
    [t('fact.started'), formatInstant(run.startTime, locale)],
    [t('fact.duration'), formatDuration(Math.max(0, (run.endTime ?? now) - run.startTime), locale)],
    run.userId === '' ? null : [t('fact.user'), run.userId],
    experiment && [
      t('fact.experiment'),
      <Link key="experiment" href={paths.experiments(experiment.experimentId)} className={classes.link}>
        {experiment.name}
      </Link>,
    ],
    run.parentRunId === null
      ? null
      : [
          t('fact.parent'),
          <Link key="parent" href={paths.experimentRun(run.parentRunId)} className={classes.link}>
            {shortId(run.parentRunId)}
          </Link>,
        ],
    name === ''
      ? null
      : [t('fact.source'), <Copied key="source" shown={name.slice(name.lastIndexOf('/') + 1)} exact={name} label={t('fact.copySource')} />],
    commit === '' ? null : [t('fact.commit'), <Copied key="commit" shown={commit.slice(0, 8)} exact={commit} label={t('fact.copyCommit')} />],
    [t('fact.id'), <Copied key="id" shown={shortId(run.runId)} exact={run.runId} label={t('fact.copyId')} />],
  ];
  return <Facts items={facts.filter((fact): fact is Fact => fact !== null)} />;
}

function Copied({ shown, exact, label }: { shown: string; exact: string; label: string }) {
  return (
    <span className={classes.id}>
      <code className="mono" title={exact}>
        {shown}
      </code>
      <CopyButton text={exact} label={label} />
    </span>
  );
}
