/** Automação: what starts pipelines by itself, what it did, what waits, and what is to come. */
import { Button, Switch, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import classes from './automation.module.css';
import { Calendar } from './calendar/calendar.tsx';
import { TriggerForm } from './form/trigger-form.tsx';
import { History } from './history/history.tsx';
import { TriggerCards } from './list/trigger-cards.tsx';
import { Queue } from './queue/queue.tsx';
import { Simulation } from './simulation/simulation.tsx';

const tabs = ['gatilhos', 'calendario', 'fila', 'historico', 'simulacao'] as const;

export default function AutomationPage() {
  const { t } = useTranslation('automation');
  const [, go] = useLocation();
  const { tab, name } = useParams<{ tab?: string; name?: string }>();
  const list = useQuery(queries.triggers.list());
  const queue = useQuery(queries.queue.list());
  const pauseAll = useAction((paused: boolean) => (paused ? api.triggers.pause({}) : api.triggers.resume({})));
  const editing = tab === 'novo' || tab === 'editar';
  const edited = tab === 'editar' ? list.data?.triggers.find((trigger) => trigger.name === name) : undefined;
  const shown = tabs.find((each) => each === tab) ?? 'gatilhos';
  const waiting = queue.data?.runs.filter(({ place }) => place !== null).length ?? 0;
  useCrumbs([{ label: t('title'), href: paths.automation() }, ...(editing ? [{ label: t(edited ? 'form.edit' : 'form.new') }] : [])]);
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (editing && (tab === 'novo' || edited)) {
    return (
      <Page title={t(edited ? 'form.edit' : 'form.new')} lead={t('form.lead')}>
        <TriggerForm key={edited?.name ?? ''} trigger={edited} onDone={() => go(paths.automation())} />
      </Page>
    );
  }
  return (
    <Page
      wide
      title={t('title')}
      lead={t('lead')}
      actions={
        <div className={classes.actions}>
          <Switch
            label={t('pauseAll')}
            checked={list.data?.paused ?? false}
            disabled={!list.data}
            onChange={(event) => pauseAll.mutate(event.currentTarget.checked)}
          />
          <Button leftSection={<Plus size={14} />} onClick={() => go(paths.automation('novo'))}>
            {t('new')}
          </Button>
        </div>
      }
    >
      <Tabs value={shown} onChange={(next) => go(paths.automation(next === 'gatilhos' ? undefined : (next ?? undefined)))}>
        <Tabs.List>
          {tabs.map((id) => (
            <Tabs.Tab key={id} value={id}>
              {t(`tab.${id}`)} {id === 'fila' && waiting > 0 && <small className={classes.count}>{waiting}</small>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={shown} pt="md">
          {!list.data && <TableSkeleton rows={4} />}
          {list.data && shown === 'gatilhos' && <TriggerCards list={list.data} />}
          {list.data && shown === 'calendario' && <Calendar />}
          {list.data && shown === 'fila' && <Queue />}
          {list.data && shown === 'historico' && <History />}
          {list.data && shown === 'simulacao' && <Simulation triggers={list.data.triggers} />}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
