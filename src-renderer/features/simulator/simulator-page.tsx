/** Simulador: traffic on a timeline: its events are placed, moved and stretched, what it would send is drawn at once, and it is played on an endpoint. */
import { Button, Menu, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Activity, Play, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'wouter';
import type { Endpoint, Story } from '#contract';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { Page, Section } from '../../components/page.tsx';
import { EventFields } from './event-fields.tsx';
import { FileMenu } from './file-menu.tsx';
import { Plays } from './plays.tsx';
import { PreviewChart } from './preview-chart.tsx';
import classes from './simulator.module.css';
import { StoryFields } from './story-fields.tsx';
import { emptyStory, kinds, newEvent } from './story-model.ts';
import { Tracks } from './tracks.tsx';

export default function SimulatorPage() {
  const { t } = useTranslation('simulator');
  const { endpoint: wanted } = useParams<{ endpoint?: string }>();
  const endpoints = useQuery(queries.serving.list());
  const list = endpoints.data ?? [];
  const shown = wanted === undefined ? (list.find(({ status }) => status === 'ready') ?? list[0]) : list.find(({ name }) => name === wanted);
  useCrumbs([{ label: t('monitoring'), href: paths.monitoring(shown?.name) }, { label: t('title') }]);
  if (shown) return <Editor key={shown.name} endpoint={shown} names={list.map(({ name }) => name)} />;
  return (
    <Page wide title={t('title')} lead={t('lead')}>
      {endpoints.error && <ErrorState error={endpoints.error} onRetry={() => void endpoints.refetch()} />}
      {endpoints.isPending && <BoxSkeleton height={420} />}
      {endpoints.data && (
        <EmptyState
          icon={Activity}
          title={wanted === undefined ? t('empty.title') : t('empty.unknown', { name: wanted })}
          action={
            <Button component={Link} href={paths.services()}>
              {t('empty.action')}
            </Button>
          }
        >
          {t('empty.text')}
        </EmptyState>
      )}
    </Page>
  );
}

function Editor({ endpoint, names }: { endpoint: Endpoint; names: string[] }) {
  const { t } = useTranslation('simulator');
  const [, go] = useLocation();
  const [story, setStory] = useState<Story>(emptyStory);
  const [selected, setSelected] = useState<number | null>(null);
  const [settled] = useDebouncedValue(story, 200);
  const ready = endpoint.status === 'ready';
  const preview = useQuery({
    ...queries.monitoring.previewTimeline({ endpoint: endpoint.name, timeline: settled }),
    placeholderData: (before) => before,
  });
  const start = useAction(() => api.monitoring.playTimeline({ endpoint: endpoint.name, timeline: story }));
  const { events } = story;
  const event = selected === null ? undefined : events[selected];
  const change = (index: number, next: Story['events'][number]) =>
    setStory((before) => ({ ...before, events: before.events.map((one, i) => (i === index ? next : one)) }));
  const remove = (index: number) => {
    setStory((before) => ({ ...before, events: before.events.filter((_, i) => i !== index) }));
    setSelected(null);
  };
  const add = (kind: (typeof kinds)[number]) => {
    setStory((before) => ({ ...before, events: [...before.events, newEvent(kind, endpoint.signature)] }));
    setSelected(events.length);
  };
  return (
    <Page
      wide
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <Select
            aria-label={t('endpoint')}
            w={180}
            size="xs"
            data={names}
            value={endpoint.name}
            onChange={(name) => name && go(paths.simulator(name))}
            allowDeselect={false}
          />
          <FileMenu
            story={story}
            onOpen={(opened) => {
              setStory(opened);
              setSelected(null);
            }}
          />
          <Button
            leftSection={<Play size={14} />}
            onClick={() => start.mutate()}
            loading={start.isPending}
            disabled={!ready || preview.error !== null}
          >
            {t('start')}
          </Button>
        </>
      }
    >
      <div className={classes.columns}>
        <div className={classes.main}>
          <Section
            title={t('timeline')}
            id="timeline"
            actions={
              <Menu position="bottom-end" withinPortal>
                <Menu.Target>
                  <Button size="xs" variant="default" leftSection={<Plus size={14} />} disabled={events.length >= 50}>
                    {t('add')}
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {kinds.map((kind) => (
                    <Menu.Item key={kind} onClick={() => add(kind)}>
                      {t(`kind.${kind}`)}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            }
          >
            <div className={classes.board}>
              {events.length === 0 && <p className={classes.hint}>{t('hint')}</p>}
              <Tracks events={events} selected={selected} preview={preview.data} onSelect={setSelected} onChange={change} onRemove={remove} />
              {preview.data && <PreviewChart preview={preview.data} />}
              {preview.isPending && <BoxSkeleton height={180} />}
            </div>
            {preview.error && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
            {events.length > 0 && <p className={classes.quiet}>{t('keys')}</p>}
          </Section>
          <Section title={t('plays.title')} id="plays">
            <Plays endpoint={endpoint.name} />
          </Section>
        </div>
        <div className={classes.side}>
          {event && selected !== null && (
            <Section title={t(`kind.${event.kind}`)} id="event">
              <EventFields event={event} signature={endpoint.signature} onChange={(next) => change(selected, next)} />
            </Section>
          )}
          <Section title={t('story.title')} id="story">
            <StoryFields story={story} onChange={setStory} />
          </Section>
          {!ready && <p className={classes.quiet}>{t('notReady')}</p>}
        </div>
      </div>
    </Page>
  );
}
