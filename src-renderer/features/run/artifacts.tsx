/** What a run left behind: a tree of folders at the left, the chosen file at the right. */
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight, File, Folder, Package } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArtifactEntry } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { formatBytes } from '../../lib/format.ts';
import { ArtifactView } from './artifact-view.tsx';
import classes from './artifacts.module.css';

export function Artifacts({ runId }: { runId: string }) {
  const { t } = useTranslation('run');
  const root = useQuery(queries.tracking.artifacts({ runId, path: '' }));
  const [file, setFile] = useState<string | null>(null);
  if (root.error) return <ErrorState error={root.error} onRetry={() => void root.refetch()} />;
  if (root.data?.length === 0)
    return (
      <EmptyState icon={Package} title={t('artifacts.empty')}>
        {t('artifacts.emptyText')}
      </EmptyState>
    );
  return (
    <div className={classes.artifacts}>
      <nav aria-label={t('tab.artifacts')} className={classes.tree}>
        <Level runId={runId} path="" chosen={file} onChoose={setFile} openFirst={root.data?.length === 1} />
      </nav>
      <div className={classes.preview}>
        {file === null ? <p className={classes.quiet}>{t('artifacts.choose')}</p> : <ArtifactView key={file} runId={runId} path={file} />}
      </div>
    </div>
  );
}

interface LevelProps {
  runId: string;
  path: string;
  chosen: string | null;
  onChoose(path: string): void;
  openFirst?: boolean;
}

function Level({ runId, path, chosen, onChoose, openFirst = false }: LevelProps) {
  const entries = useQuery(queries.tracking.artifacts({ runId, path }));
  if (entries.error) return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />;
  if (!entries.data) return <LinesSkeleton n={2} />;
  return (
    <ul>
      {entries.data.map((entry) =>
        entry.isDir ? (
          <FolderEntry key={entry.path} entry={entry} runId={runId} chosen={chosen} onChoose={onChoose} openFirst={openFirst} />
        ) : (
          <FileEntry key={entry.path} entry={entry} chosen={entry.path === chosen} onChoose={onChoose} />
        ),
      )}
    </ul>
  );
}

const lastOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function FolderEntry({ entry, openFirst = false, ...level }: Omit<LevelProps, 'path'> & { entry: ArtifactEntry }) {
  const [open, setOpen] = useState(openFirst);
  return (
    <li>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
        <Folder size={14} aria-hidden />
        <span>{lastOf(entry.path)}</span>
      </button>
      {open && <Level {...level} path={entry.path} openFirst={openFirst} />}
    </li>
  );
}

function FileEntry({ entry, chosen, onChoose }: { entry: ArtifactEntry; chosen: boolean; onChoose(path: string): void }) {
  const { locale } = useLocale();
  return (
    <li>
      <button type="button" aria-current={chosen ? 'true' : undefined} onClick={() => onChoose(entry.path)}>
        <File size={14} aria-hidden />
        <span>{lastOf(entry.path)}</span>
        {entry.bytes !== null && <small>{formatBytes(entry.bytes, locale)}</small>}
      </button>
    </li>
  );
}
