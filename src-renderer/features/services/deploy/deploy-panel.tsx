/** The endpoint on an engine, a swarm or a cluster of one's own: where to, what would change, then how far it is, what stands there, and away with it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeployWishInput, Endpoint } from '#contract';
import { api } from '../../../app/client.ts';
import { queries } from '../../../app/queries.ts';
import { useWatch } from '../../../app/use-watch.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import classes from './deploy.module.css';
import { DeployForm } from './deploy-form.tsx';
import { commandOf, type Draft, firstDraft, wishOf } from './draft.ts';
import { Plan } from './plan.tsx';
import { Progress } from './progress.tsx';
import { Standing } from './standing.tsx';

export function DeployPanel({ endpoint: { name } }: { endpoint: Endpoint }) {
  const { t } = useTranslation('deploy');
  const [draft, setDraft] = useState<Draft>(firstDraft);
  const [asked, ask] = useState<DeployWishInput | null>(null);
  const { value: job } = useWatch(`deploy.${name}`, (signal) => api.deploy.watch({ endpoint: name }, { signal }));
  const runs = job?.status === 'running';
  const wish = wishOf(name, draft);
  // What stands there is looked at again when a deploy has ended.
  const moment = job?.endedAt ?? 0;
  const plan = useQuery({ ...fresh(queries.deploy.plan(asked ?? unasked), moment), enabled: asked !== null && !runs });
  const there = { endpoint: name, target: asked?.target ?? '' };
  const status = useQuery({ ...fresh(queries.deploy.status(there), moment), enabled: asked !== null && !runs });
  const again = () => void Promise.all([plan.refetch(), status.refetch()]);
  const change = (more: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...more }));
    ask(null);
  };
  return (
    <div className={classes.panel}>
      <DeployForm draft={draft} change={change} onPlan={wish && !runs ? () => ask(wish) : null} loading={plan.isFetching} />
      <div className={classes.side}>
        {job && <Progress job={job} />}
        {asked === null && !job && <p className={classes.quiet}>{t('hint')}</p>}
        {asked !== null && !runs && plan.isFetching && <LinesSkeleton n={4} />}
        {asked !== null && !runs && !plan.isFetching && plan.error && <ErrorState error={plan.error} onRetry={again} />}
        {asked !== null && !runs && !plan.isFetching && plan.data && (
          <div className={classes.there} data-stands={status.data?.found || undefined}>
            <Plan wish={asked} plan={plan.data} />
            {status.data && <Standing endpoint={name} target={asked.target} status={status.data} onGone={again} />}
          </div>
        )}
        {wish && <CodeBlock language="bash" text={commandOf(wish)} />}
      </div>
    </div>
  );
}

const unasked: DeployWishInput = { endpoint: '', target: '' };

/** Never from what was known before: others change what stands there too. */
function fresh<Of extends { queryKey: readonly unknown[] }>(query: Of, moment: number) {
  return { ...query, queryKey: [...query.queryKey, moment], staleTime: 0, gcTime: 0, retry: false, refetchOnWindowFocus: false } as const;
}
