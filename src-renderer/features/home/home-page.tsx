/** Three questions: where did I stop, what is due today, is anything on fire. Someone new gets the first step instead. */
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { EngineSentence } from '../../app/frame/engine-sentence.tsx';
import { queries } from '../../app/queries.ts';
import { useSettings } from '../../app/settings.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { Page, Section } from '../../components/page.tsx';
import { lazily } from '../../lib/lazily.ts';
import { useIdle } from '../../lib/use-idle.ts';
import { Due } from './due.tsx';
import { FirstSteps } from './first-steps.tsx';
import { isNew } from './home-model.ts';
import { OnFire } from './on-fire.tsx';
import { Resume } from './resume.tsx';

// Not part of the first picture's scripts: whoever has put it off or done it never loads it.
const TourSteps = lazily(() => import('../../components/first-steps/first-steps.tsx'));

function Tour({ always = false }: { always?: boolean }) {
  const { settings } = useSettings();
  const { done, state } = settings.firstSteps;
  const idle = useIdle();
  if (!idle || state !== 'open' || (!always && done.length === 0)) return null;
  return (
    <Suspense>
      <TourSteps />
    </Suspense>
  );
}

export default function HomePage() {
  const { t } = useTranslation('home');
  const overview = useQuery(queries.study.overview());
  const modules = useQuery(queries.catalog.modules());
  const runs = useQuery(queries.pipelines.list({ limit: 50 }));
  useCrumbs([{ label: t('title') }]);

  const error = overview.error ?? modules.error ?? runs.error;
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([overview.refetch(), modules.refetch(), runs.refetch()])} />;
  if (!overview.data || !modules.data || !runs.data) {
    return (
      <Page title={t('title')}>
        <LinesSkeleton n={8} />
      </Page>
    );
  }
  if (isNew(overview.data, runs.data)) {
    return (
      <Page title={t('welcome')} lead={t('welcomeLead')}>
        <FirstSteps modules={modules.data} />
        <Tour always />
        <Section title={t('engine')}>
          <EngineSentence />
        </Section>
      </Page>
    );
  }
  return (
    <Page title={t('title')}>
      <Tour />
      <Resume overview={overview.data} modules={modules.data} />
      <Section title={t('due.title')}>
        <Due overview={overview.data} modules={modules.data} />
      </Section>
      <Section title={t('fire.title')}>
        <OnFire overview={overview.data} runs={runs.data} />
      </Section>
      <Section title={t('engine')}>
        <EngineSentence />
      </Section>
    </Page>
  );
}
