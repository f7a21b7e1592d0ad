/** The API of the service as it describes itself (`/openapi.json`): its routes, what each takes and answers, and a place to send a request from. */
import { useQuery } from '@tanstack/react-query';
import { FileJson } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { BoxSkeleton } from '../../../components/loading.tsx';
import classes from './api.module.css';
import { type ApiOperation, readOpenApi } from './openapi.ts';
import { Method, OperationView } from './operation-view.tsx';

export function ApiPanel({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('services');
  const { locale } = useLocale();
  const { name, revision, status } = endpoint;
  const isUp = status === 'ready' || status === 'unhealthy';
  const path = `/openapi.json?lang=${locale === 'en' ? 'en' : 'pt'}`;
  const answer = useQuery({
    queryKey: ['openapi', name, revision, path],
    queryFn: () => api.serving.call({ name, method: 'GET', path }),
    enabled: isUp,
  });
  const document = useMemo(() => (answer.data?.status === 200 ? readOpenApi(answer.data.body) : null), [answer.data]);
  const [chosen, choose] = useState('POST /predict');
  if (!isUp) return <p className={classes.quiet}>{t('api.stopped')}</p>;
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <BoxSkeleton height={320} />;
  if (!document || document.operations.length === 0)
    return (
      <EmptyState icon={FileJson} title={t('api.none')}>
        {t('api.noneText')}
      </EmptyState>
    );
  const shown = document.operations.find(({ id }) => id === chosen) ?? document.operations[0]!;
  return (
    <div className={classes.api}>
      <nav aria-label={t('api.routes')}>
        {(['predict', 'v2', 'state'] as const).map((group) => (
          <Group
            key={group}
            title={t(`api.group.${group}`)}
            operations={document.operations.filter((one) => one.group === group)}
            shown={shown}
            onChoose={choose}
          />
        ))}
      </nav>
      <OperationView key={shown.id} endpoint={endpoint} operation={shown} />
    </div>
  );
}

interface GroupProps {
  title: string;
  operations: ApiOperation[];
  shown: ApiOperation;
  onChoose(id: string): void;
}

function Group({ title, operations, shown, onChoose }: GroupProps) {
  if (operations.length === 0) return null;
  return (
    <>
      <h3 className={classes.group}>{title}</h3>
      <ul className={classes.routes}>
        {operations.map((one) => (
          <li key={one.id}>
            <button type="button" aria-current={one.id === shown.id || undefined} title={one.summary} onClick={() => onChoose(one.id)}>
              <Method of={one} />
              <code>{one.path}</code>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
