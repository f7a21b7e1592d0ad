/** Load tests of an endpoint: the form, the test that runs or is looked at, two side by side, and those before. */
import { useQuery } from '@tanstack/react-query';
import { Gauge } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint, FleetView, LoadTest, Locale } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { useWatch } from '../../../app/use-watch.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import { formatInstant } from '../../../lib/format.ts';
import { Compare, type Compared } from './compare.tsx';
import { History } from './history.tsx';
import classes from './load.module.css';
import { LoadForm } from './load-form.tsx';
import { ResultView } from './result-view.tsx';

export function LoadPanel({ endpoint, fleet }: { endpoint: Endpoint; fleet: FleetView | undefined }) {
  const { t } = useTranslation('load');
  const { locale } = useLocale();
  const list = useQuery(queries.load.list({ endpoint: endpoint.name, limit: 100 }));
  const tests = list.data ?? [];
  const [wanted, setWanted] = useState<string | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const listed = tests.find(({ loadId }) => loadId === wanted) ?? tests[0];
  const follows = wanted !== null && !tests.some(({ loadId }) => loadId === wanted) ? wanted : listed?.status === 'running' ? listed.loadId : null;
  const watched = useWatch(follows === null ? null : `load.${follows}`, (signal) => api.load.watch({ loadId: follows ?? '' }, { signal }));
  const test = follows !== null && watched.value ? watched.value : listed;
  const pair = tests.filter(({ loadId }) => chosen.includes(loadId)).toReversed();
  const choose = (loadId: string) => setChosen((now) => (now.includes(loadId) ? now.filter((each) => each !== loadId) : [...now, loadId].slice(-2)));
  const compared =
    pair.length === 2 ? ([comparedOf(pair[0]!, locale, t('revisionShort')), comparedOf(pair[1]!, locale, t('revisionShort'))] as const) : null;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <div className={classes.panel}>
        <LoadForm endpoint={endpoint} fleet={fleet} busy={tests.some(({ status }) => status === 'running')} onStarted={setWanted} />
        {list.isPending && <LinesSkeleton />}
        {list.data && !test && (
          <EmptyState icon={Gauge} title={t('empty.title')}>
            {t('empty.text')}
          </EmptyState>
        )}
        {test && !compared && (
          <div className={classes.result}>
            <ResultView key={test.loadId} test={test} />
            {test.status !== 'running' && <Revisions test={test} />}
          </div>
        )}
        {compared && <Compare one={compared[0]} other={compared[1]} />}
      </div>
      {tests.length > 0 && (
        <History
          tests={tests}
          shown={test?.loadId ?? null}
          chosen={chosen}
          onShow={(loadId) => {
            setChosen([]);
            setWanted(loadId);
          }}
          onChoose={choose}
        />
      )}
    </>
  );
}

/** Where two revisions answered in one test, they met the same conditions: the fairest comparison there is. */
function Revisions({ test: { result } }: { test: LoadTest }) {
  const { t } = useTranslation('load');
  const [one, other] = result.revisions;
  if (!one || !other || result.revisions.length !== 2) return null;
  const side = ({ revision, requests, failed, latency, histogram }: typeof one): Compared => ({
    ...{ label: t('revision', { revision }), requests, failed, latency, histogram },
  });
  return <Compare one={side(one)} other={side(other)} />;
}

function comparedOf({ startedAt, target, revision, result }: LoadTest, locale: Locale, short: string): Compared {
  const { sent, failed, latency, histogram } = result;
  return { label: `${target} ${short}${revision} · ${formatInstant(startedAt, locale)}`, requests: sent, failed, latency, histogram };
}
