/** One architecture, five tabs that are one journey: Estudar · Diagramas · Desafio · Questionário · Revisar. Joins the features that make them. */
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { ModuleSummary } from '#contract';
import { ErrorState } from '../components/error-state.tsx';
import { PageSkeleton } from '../components/loading.tsx';
import { NotFound } from '../components/not-found.tsx';
import { say } from '../lib/format.ts';
import { lazily } from '../lib/lazily.ts';
import classes from './architecture.module.css';
import { ArchitectureHeader } from './architecture-header.tsx';
import { api } from './client.ts';
import { useLocale } from './i18n.ts';
import { paths, type Tab, tabs } from './paths.ts';
import { queries } from './queries.ts';
import { useCrumbs } from './use-crumbs.ts';

const Study = lazily(() => import('../features/study/study-tab.tsx'));
const Diagrams = lazily(() => import('./diagrams-tab.tsx'));
const Challenge = lazily(() => import('../features/challenge/challenge-tab.tsx'));
const Quiz = lazily(() => import('../features/quiz/quiz-tab.tsx'));
const Cards = lazily(() => import('../features/review/module-cards.tsx'));

export default function ArchitectureRoute() {
  const { id = '', tab: named, section } = useParams<{ id: string; tab?: string; section?: string }>();
  const modules = useQuery(queries.catalog.modules());
  const tab = tabs.find((each) => each === named) ?? 'estudar';
  const module = modules.data?.find((each) => each.id === id);
  if (modules.error) return <ErrorState error={modules.error} onRetry={() => void modules.refetch()} />;
  if (!modules.data) return <PageSkeleton />;
  if (!module?.available) return <NotFound />;
  return <Architecture key={id} module={module} tab={tab} section={section} />;
}

function Architecture({ module, tab, section }: { module: ModuleSummary; tab: Tab; section: string | undefined }) {
  const { t } = useTranslation('nav');
  const { language } = useLocale();
  const [, go] = useLocation();
  const title = say(module.title, language);
  useCrumbs([
    { label: t('pages.architectures'), href: paths.architectures() },
    { label: title, href: paths.architecture(module.id) },
    { label: t(`tabs.${tab}`) },
  ]);
  useEffect(() => {
    // The study tab says itself which section is being read.
    if (tab !== 'estudar') void api.study.visit({ moduleId: module.id, tab }).catch(() => undefined);
  }, [module.id, tab]);
  return (
    <div className={classes.page} data-tab={tab}>
      <ArchitectureHeader module={module} tab={tab} onTab={(next) => go(paths.architecture(module.id, next))} />
      <div className={classes.panel} role="tabpanel" id="painel" aria-labelledby={`aba-${tab}`}>
        <Suspense fallback={<PageSkeleton />}>
          {tab === 'estudar' && <Study module={module} section={section} />}
          {tab === 'diagramas' && <Diagrams module={module} />}
          {tab === 'desafio' && <Challenge module={module} file={section} />}
          {tab === 'questionario' && <Quiz module={module} />}
          {tab === 'revisar' && <Cards module={module} />}
        </Suspense>
      </div>
    </div>
  );
}
