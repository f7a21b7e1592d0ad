/** Laboratório: every run of every pipeline, newest first. */
import { Button, Checkbox, Group, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, FlaskConical, GitCompareArrows, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { TakeAway } from '../../components/take-away/take-away.tsx';
import { isCheckRun } from '../../lib/check-run.ts';
import { say } from '../../lib/format.ts';
import classes from './lab.module.css';
import { useRunColumns } from './run-columns.tsx';

export default function LabPage() {
  const { t } = useTranslation('lab');
  const [, go] = useLocation();
  const runs = useQuery(queries.pipelines.list({ limit: 500 }));
  const [withChecks, setWithChecks] = useState(false);
  const shown = (runs.data ?? []).filter((run) => withChecks || !isCheckRun(run));
  const [chosen, setChosen] = useState<string[]>([]);
  const choose = (runId: string) =>
    setChosen((before) => (before.includes(runId) ? before.filter((id) => id !== runId) : [...before, runId].slice(-2)));
  const columns = useRunColumns(shown, chosen, choose);
  const pair = shown.filter(({ runId }) => chosen.includes(runId)).sort((a, b) => a.startedAt - b.startedAt);
  useCrumbs([{ label: t('title') }]);
  return (
    <Page title={t('title')} lead={t('lead')} wide actions={<Actions name={t('title')} />}>
      {runs.error && <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.isPending && <TableSkeleton rows={8} />}
      {runs.data && (
        <DataTable
          label={t('title')}
          rows={shown}
          columns={columns}
          rowId={(run) => run.runId}
          onOpen={(run) => go(paths.run(run.runId))}
          filterable
          toolbar={
            <span className={classes.toolbar}>
              <Button
                size="xs"
                variant="default"
                leftSection={<GitCompareArrows size={13} />}
                disabled={pair.length !== 2}
                onClick={() => pair[0] && pair[1] && go(paths.compareRuns(pair[0].runId, pair[1].runId))}
              >
                {t('compare.chosen', { count: pair.length })}
              </Button>
              <Checkbox size="xs" label={t('withChecks')} checked={withChecks} onChange={(event) => setWithChecks(event.currentTarget.checked)} />
            </span>
          }
          maxHeight="calc(100vh - 240px)"
          empty={
            <EmptyState
              icon={FlaskConical}
              title={t('empty.title')}
              action={
                <Button component={Link} href={paths.architectures()}>
                  {t('empty.action')}
                </Button>
              }
            >
              {t('empty.text')}
            </EmptyState>
          }
        />
      )}
    </Page>
  );
}

function Actions({ name }: { name: string }) {
  return (
    <Group gap={8}>
      <TakeAway kind="runs" name={name} />
      <RunMenu />
    </Group>
  );
}

function RunMenu() {
  const { t } = useTranslation('lab');
  const { language } = useLocale();
  const [, go] = useLocation();
  const { data: modules = [] } = useQuery(queries.catalog.modules());
  const start = useAction((pipeline: string) => api.pipelines.start({ pipeline }), { onSuccess: ({ runId }) => go(paths.run(runId)) });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<Play size={14} />} rightSection={<ChevronDown size={14} />} loading={start.isPending}>
          {t('run')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {modules
          .filter(({ available }) => available)
          .map((module) => (
            <Menu.Item key={module.id} onClick={() => start.mutate(module.id)}>
              {say(module.title, language)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
