/** Experimentos: the experiments at the left, the runs of the chosen one beside them, and next to the table what is being compared. */
import { useQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton, TableSkeleton } from '../../components/loading.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { isCheckRun } from '../../lib/check-run.ts';
import { lazily } from '../../lib/lazily.ts';
import classes from './experiments.module.css';
import { FirstRun } from './first-run.tsx';
import type { FoundExperiment } from './found.ts';
import { ExperimentHead } from './head/experiment-head.tsx';
import { ExperimentForm } from './list/experiment-form.tsx';
import { ExperimentList, trashPlace } from './list/experiment-list.tsx';
import { RunsView } from './runs/runs-view.tsx';
import { usePlace } from './state.ts';
import { useTitle } from './use-title.ts';
import { useView } from './use-view.ts';

/** As many as one search names; none names all. */
const mostNamed = 1000;

const Trash = lazily(() => import('./trash/trash.tsx'));
const Comparison = lazily(() => import('./compare/comparison.tsx'));

export default function ExperimentsPage() {
  const { t } = useTranslation('experiments');
  const { experimentId } = useParams<{ experimentId?: string }>();
  const [, go] = useLocation();
  const titleOf = useTitle();
  const experiments = useQuery(queries.tracking.experiments({ view: 'all' }));
  const [adding, setAdding] = useState(false);
  const create = useAction((input: { name: string; description: string }) =>
    api.tracking.createExperiment({ name: input.name, ...(input.description === '' ? {} : { description: input.description }) }),
  );
  const active = useMemo(() => (experiments.data ?? []).filter(({ lifecycle }) => lifecycle === 'active'), [experiments.data]);
  const chosen = active.find((each) => each.experimentId === experimentId);
  const trash = experimentId === trashPlace;
  useCrumbs([
    { label: t('title'), ...(experimentId ? { href: paths.experiments() } : {}) },
    ...(chosen ? [{ label: titleOf(chosen) }] : trash ? [{ label: t('trash.title') }] : []),
  ]);
  if (experiments.error) return <ErrorState error={experiments.error} onRetry={() => void experiments.refetch()} />;
  if (!experiments.data) return <TableSkeleton rows={12} />;
  const unknown = experimentId !== undefined && !trash && !chosen;
  return (
    <div className={classes.page}>
      <div className={classes.columns}>
        <ExperimentList experiments={active} chosen={experimentId ?? null} onNew={() => setAdding(true)} />
        <div className={classes.main}>
          {adding && (
            <ExperimentForm
              title={t('list.new')}
              action={t('form.create')}
              withDescription
              saving={create.isPending}
              onCancel={() => setAdding(false)}
              onSave={(name, description) =>
                create.mutate(
                  { name, description },
                  {
                    onSuccess: (made) => {
                      setAdding(false);
                      go(paths.experiments(made.experimentId));
                    },
                  },
                )
              }
            />
          )}
          {unknown ? <NotFound /> : <Place key={experimentId ?? 'all'} experiment={chosen ?? null} trash={trash} experiments={experiments.data} />}
        </div>
      </div>
    </div>
  );
}

interface PlaceProps {
  /** Null where all are shown. */
  experiment: FoundExperiment | null;
  trash: boolean;
  experiments: readonly FoundExperiment[];
}

function Place({ experiment, trash, experiments }: PlaceProps) {
  const { t } = useTranslation('experiments');
  const titleOf = useTitle();
  const keeper = useView(trash ? 'trash' : (experiment?.experimentId ?? 'all'), experiments);
  const place = trash ? trashPlace : (experiment?.experimentId ?? 'all');
  const [state, change] = usePlace(place);
  const [wide, setWide] = useState(false);
  const titles = useMemo(() => new Map(experiments.map((each) => [each.experimentId, titleOf(each)])), [experiments, titleOf]);
  const experimentName = useCallback((id: string) => titles.get(id) ?? id, [titles]);
  // Rehearsals of the checks are runs too, dozens of them: they are listed when their own experiment is chosen.
  const ofChecks = experiments.filter(({ name }) => isCheckRun({ pipeline: name }));
  const everything = experiments.filter(({ lifecycle }) => lifecycle === 'active');
  const others = everything.filter((each) => !ofChecks.includes(each));
  const all = ofChecks.length === 0 || others.length > mostNamed ? [] : others.map((each) => each.experimentId);
  const ids = experiment ? [experiment.experimentId] : all;
  const compared = state.comparing ? [...state.selected] : [];
  if (trash)
    return (
      <Suspense fallback={<TableSkeleton rows={8} />}>
        <Trash keeper={keeper} experimentName={experimentName} />
      </Suspense>
    );
  return (
    <>
      {experiment && <ExperimentHead experiment={experiment} />}
      <div className={classes.split} data-comparing={compared.length < 2 ? undefined : wide ? 'wide' : 'beside'}>
        <div className={classes.runs}>
          <RunsView
            place={place}
            experimentIds={ids}
            everyExperiment={experiment === null}
            keeper={keeper}
            experimentName={experimentName}
            name={experiment ? titleOf(experiment) : t('title')}
            empty={<FirstRun {...(experiment ? { experiment: experiment.name } : {})} />}
            onCompare={() => change({ comparing: true })}
          />
        </div>
        {compared.length > 1 && (
          <Suspense fallback={<BoxSkeleton height={320} />}>
            <Comparison
              runIds={compared}
              wide={wide}
              onWide={setWide}
              onDrop={(runId) => change({ selected: new Set([...state.selected].filter((id) => id !== runId)) })}
              onClose={() => change({ comparing: false })}
            />
          </Suspense>
        )}
      </div>
    </>
  );
}
