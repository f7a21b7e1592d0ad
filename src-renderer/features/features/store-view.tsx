/** One feature store: where its features come from, how fresh they are, and what they hold. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Section } from '../../components/page.tsx';
import { formatRelative } from '../../lib/format.ts';
import { AskOnline } from './ask-online.tsx';
import { FeatureDoor } from './feature-door.tsx';
import classes from './features.module.css';
import { LeakTable } from './leak-table.tsx';
import { OnlineChoice } from './online-choice.tsx';
import { PushEvent } from './push-event.tsx';
import { SkewTest } from './skew-test.tsx';
import { ViewCard } from './view-card.tsx';

export function StoreView({ store }: { store: string }) {
  const { t } = useTranslation('features');
  const { locale } = useLocale();
  const found = useQuery(queries.features.get({ store }));
  const fill = useAction(() => api.features.materialize({ store, until: null }));
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <TableSkeleton rows={4} rowHeight={36} />;
  const { definition, online, onlineStore, segments, history, runId, appliedAt, text } = found.data;
  return (
    <>
      <p className={classes.about}>
        <b>{definition.store}</b>
        {definition.owner && <span className={classes.badge}>{definition.owner}</span>}
        <span>{t('applied', { when: formatRelative(appliedAt, locale) })}</span>
        {runId && <Link href={paths.run(runId)}>{t('byRun')}</Link>}
      </p>
      {definition.description && <p className={classes.quiet}>{definition.description}</p>}
      <Section
        title={t('views')}
        actions={
          <Button size="xs" variant="default" loading={fill.isPending} disabled={segments.length === 0} onClick={() => fill.mutate()}>
            {t('materialize')}
          </Button>
        }
      >
        <div className={classes.cards}>
          {definition.views.map((view) => (
            <ViewCard
              key={view.name}
              view={view}
              stats={online.find((each) => each.view === view.name) ?? null}
              segments={segments.filter(({ source }) => source === view.source)}
            />
          ))}
        </div>
      </Section>
      <Section title={t('leak.title')}>{history ? <LeakTable history={history} /> : <p className={classes.quiet}>{t('leak.none')}</p>}</Section>
      <Section title={t('ask.title')}>
        <AskOnline store={store} definition={definition} watermark={online[0]?.watermark ?? null} />
      </Section>
      <Section title={t('push.title')}>
        <PushEvent key={store} store={store} definition={definition} />
      </Section>
      <Section title={t('skew.title')}>
        <SkewTest key={store} store={store} />
      </Section>
      <Section title={t('where.title')}>
        <OnlineChoice key={store} store={store} chosen={onlineStore} />
      </Section>
      <Section title={t('door.title')}>
        <FeatureDoor store={store} definition={definition} />
      </Section>
      <Section title={t('definitions')}>
        <CodeBlock text={text} language="yaml" />
      </Section>
    </>
  );
}
