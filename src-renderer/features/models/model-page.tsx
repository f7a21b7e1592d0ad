/** One registered model: its versions at the left, the chosen one beside them, or some of them compared. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'wouter';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Deletion } from './deletion.tsx';
import { ModelMenu, RenameModel } from './model-head.tsx';
import { ModelView } from './model-view.tsx';

export default function ModelPage() {
  const { name = '', version } = useParams<{ name: string; version?: string }>();
  return <ModelOf key={name} name={name} version={version ?? null} />;
}

function ModelOf({ name, version }: { name: string; version: string | null }) {
  const { t } = useTranslation('models');
  const [, go] = useLocation();
  const [doing, setDoing] = useState<'rename' | 'delete' | null>(null);
  const model = useQuery(queries.registry.model({ name }));
  const remove = useAction((comment: string) => api.registry.deleteModel({ name, comment }), { onSuccess: () => go(paths.models()) });
  useCrumbs([
    { label: t('title'), href: paths.models() },
    { label: name, ...(version ? { href: paths.model(name) } : {}) },
    ...(version ? [{ label: t('version', { version }) }] : []),
  ]);
  return (
    <Page
      wide
      title={doing === 'rename' ? <RenameModel name={name} onDone={() => setDoing(null)} /> : name}
      lead={t('modelLead')}
      actions={model.data && <ModelMenu onRename={() => setDoing('rename')} onDelete={() => setDoing('delete')} />}
    >
      {doing === 'delete' && (
        <Deletion
          text={t('delete.model', { name })}
          pending={remove.isPending}
          onDelete={(comment) => remove.mutate(comment)}
          onCancel={() => setDoing(null)}
        />
      )}
      {model.error && (
        <ErrorState error={model.error} onRetry={() => void model.refetch()}>
          <Button component={Link} href={paths.models()}>
            {t('seeAll')}
          </Button>
        </ErrorState>
      )}
      {model.isPending && <BoxSkeleton height={420} />}
      {model.data && !model.error && <ModelView model={model.data} version={version} />}
    </Page>
  );
}
