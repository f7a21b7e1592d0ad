/** One search: how far it is, what it chose, its exam, its leaderboard and charts. */
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Search } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Facts, Page, Section } from '../../components/page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TakeAway } from '../../components/take-away/take-away.tsx';
import classes from './automl.module.css';
import { Board } from './board.tsx';
import { Charts } from './charts.tsx';
import { ExamNote } from './exam-note.tsx';
import { sayScore, saySome } from './words.ts';

export function SearchView({ searchId }: { searchId: string }) {
  const { t } = useTranslation('automl');
  const search = useQuery(queries.automl.get({ searchId }));
  const result = useQuery(queries.automl.result({ searchId }));
  if (search.error) return <ErrorState error={search.error} onRetry={() => void search.refetch()} />;
  if (!search.data) return <TableSkeleton rows={6} rowHeight={32} />;
  return (
    <Page wide title={search.data.name} lead={<About search={search.data} />} actions={<Actions search={search.data} />}>
      {search.data.error && <FailureNote failure={search.data.error} />}
      <Summary search={search.data} optimism={result.data?.optimism ?? null} />
      {search.data.holdout > 0 && search.data.status === 'done' && <ExamNote search={search.data} />}
      {result.data && result.data.rows.length > 0 && (
        <>
          <Section title={t('board.title')}>
            <Board result={result.data} />
          </Section>
          <Section title={t('charts.title')}>
            <Charts result={result.data} />
          </Section>
        </>
      )}
    </Page>
  );
}

function About({ search }: { search: Search }) {
  const { t } = useTranslation('automl');
  return (
    <span className={classes.about}>
      <StatusBadge status={search.status} />
      {search.status === 'running' && <span>{t(`phase.${search.phase}`)}</span>}
      <span>{search.target ? t('about.target', { data: search.data, target: search.target }) : search.data}</span>
      {search.runId && <Link href={paths.run(search.runId)}>{t('about.run')}</Link>}
      {search.trackingRunId && <Link href={paths.experimentRun(search.trackingRunId)}>{t('about.tracked')}</Link>}
    </span>
  );
}

function Actions({ search }: { search: Search }) {
  const { t } = useTranslation('automl');
  const { searchId } = search;
  const cancel = useAction(() => api.automl.cancel({ searchId }));
  const resume = useAction(() => api.automl.resume({ searchId }));
  const register = useAction(() => api.automl.register({ searchId, name: search.name }));
  const isOurs = search.runId === null;
  return (
    <Group gap={8}>
      <TakeAway kind="automl" ids={[searchId]} name={search.name} />
      {search.status === 'running' && isOurs && (
        <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('actions.cancel')}
        </Button>
      )}
      {isOurs && ['interrupted', 'failed', 'cancelled'].includes(search.status) && (
        <Button size="xs" loading={resume.isPending} onClick={() => resume.mutate()}>
          {t('actions.resume')}
        </Button>
      )}
      {search.model !== null && (
        <Button size="xs" variant="default" loading={register.isPending} onClick={() => register.mutate()}>
          {t('actions.register', { name: search.name })}
        </Button>
      )}
    </Group>
  );
}

function Summary({ search, optimism }: { search: Search; optimism: number | null }) {
  const { t } = useTranslation('automl');
  const { locale } = useLocale();
  const items: [string, string][] = [
    [t('facts.trials'), `${search.ended}/${search.budget.trials}`],
    [t('facts.pruned'), String(search.pruned)],
    ...(search.failed > 0 ? ([[t('facts.failed'), String(search.failed)]] as [string, string][]) : []),
    [t('facts.best', { metric: search.metric }), sayScore(search.best, locale)],
    [t('facts.confirmed'), sayScore(search.confirmed, locale)],
    [t('facts.optimism'), sayScore(optimism, locale)],
    [t('facts.saved'), `${saySome(100 * search.saved, locale, 0)} %`],
    [t('facts.how'), `${t(`sampler.${search.sampler}`)}, ${t(`pruner.${search.pruner}`)}, ${t('facts.seed', { seed: search.seed })}`],
    ...(search.reasons.length > 0
      ? ([[t('facts.reasons'), search.reasons.map((reason) => t(`reason.${reason}`)).join(', ')]] as [string, string][])
      : []),
  ];
  return <Facts items={items} />;
}
