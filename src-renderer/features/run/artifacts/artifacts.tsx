/** What a run left behind: a tree of folders, files and logged models at the left, what was chosen at the right. */
import { useQuery } from '@tanstack/react-query';
import { Package } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoggedModelOfRun } from '#contract';
import { queries } from '../../../app/queries.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { ArtifactView } from './artifact-view.tsx';
import classes from './artifacts.module.css';
import { FolderView } from './folder-view.tsx';
import type { Place } from './place.ts';
import { FolderEntry, TreeLevel } from './tree.tsx';

export function Artifacts({ runId, models }: { runId: string; models: readonly LoggedModelOfRun[] }) {
  const { t } = useTranslation('run');
  const root = useQuery(queries.tracking.artifacts({ runId, path: '' }));
  const [picked, setPicked] = useState<Place | null>(null);
  if (root.error) return <ErrorState error={root.error} onRetry={() => void root.refetch()} />;
  if (root.data?.length === 0 && models.length === 0)
    return (
      <EmptyState icon={Package} title={t('artifacts.empty')}>
        {t('artifacts.emptyText')}
      </EmptyState>
    );
  const [model] = models;
  const first: Place | undefined =
    model && root.data?.length === 0
      ? { runId, modelId: model.modelId, path: '', isDir: true }
      : root.data?.length === 1 && root.data[0]
        ? { runId, path: root.data[0].path, isDir: root.data[0].isDir }
        : undefined;
  const chosen = picked ?? first ?? null;
  return (
    <div className={classes.artifacts}>
      <nav aria-label={t('tab.artefatos')} className={classes.tree}>
        {models.length > 0 && (
          <ul>
            {models.map(({ modelId, name }) => (
              <FolderEntry
                key={modelId}
                place={{ runId, modelId, path: '', isDir: true }}
                name={name}
                alone={models.length === 1 && root.data?.length === 0}
                chosen={chosen}
                onChoose={setPicked}
              />
            ))}
          </ul>
        )}
        <TreeLevel root={{ runId }} path="" chosen={chosen} onChoose={setPicked} />
      </nav>
      <div className={classes.preview}>
        {chosen === null && <p className={classes.quiet}>{t('artifacts.choose')}</p>}
        {chosen?.isDir === true && (
          <FolderView
            key={`${chosen.modelId}.${chosen.path}`}
            place={chosen}
            name={models.find(({ modelId }) => modelId === chosen.modelId)?.name ?? ''}
            onChoose={setPicked}
          />
        )}
        {chosen?.isDir === false && <ArtifactView key={`${chosen.modelId}.${chosen.path}`} place={chosen} />}
      </div>
    </div>
  );
}
