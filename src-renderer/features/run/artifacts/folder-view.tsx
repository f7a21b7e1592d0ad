/** A chosen folder: the model that it holds, if it is one; otherwise what lies in it. */
import { useQuery } from '@tanstack/react-query';
import { File, Folder } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { CopyButton } from '../../../components/code-block.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { BoxSkeleton, LinesSkeleton } from '../../../components/loading.tsx';
import { formatBytes } from '../../../lib/format.ts';
import { lazily } from '../../../lib/lazily.ts';
import classes from './artifacts.module.css';
import { DownloadArtifact } from './download-artifact.tsx';
import { lastOf, type Place, uriOf } from './place.ts';

const ModelView = lazily(() => import('./model-view.tsx'));

interface Props {
  place: Place;
  /** Of the model, where it is the folder of one. */
  name: string;
  onChoose(place: Place): void;
}

export function FolderView({ place, name, onChoose }: Props) {
  const { t } = useTranslation('run');
  const { locale } = useLocale();
  const { path, isDir, ...root } = place;
  const title = [name, path].filter(Boolean).join('/');
  const entries = useQuery(queries.tracking.artifacts({ ...root, path }));
  if (entries.error) return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />;
  if (!entries.data) return <LinesSkeleton n={4} />;
  const isModel = entries.data.some((entry) => !entry.isDir && lastOf(entry.path) === 'MLmodel');
  return (
    <>
      <header className={classes.head}>
        <h2>{title}</h2>
        <span className={classes.quiet}>{isModel ? t('artifacts.isModel') : t('artifacts.items', { count: entries.data.length })}</span>
        <CopyButton text={uriOf(place)} label={t('artifacts.copyUri')} />
        <DownloadArtifact place={place} name={lastOf(title) || place.runId} />
      </header>
      {isModel ? (
        <Suspense fallback={<BoxSkeleton height={320} />}>
          <ModelView place={place} />
        </Suspense>
      ) : (
        <ul className={classes.list}>
          {entries.data.map((entry) => (
            <li key={entry.path}>
              <button type="button" onClick={() => onChoose({ ...root, path: entry.path, isDir: entry.isDir })}>
                {entry.isDir ? <Folder size={14} aria-hidden /> : <File size={14} aria-hidden />}
                <span>{lastOf(entry.path)}</span>
                {entry.bytes !== null && <small>{formatBytes(entry.bytes, locale)}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
