/** The folders and files of a run as a tree; a folder is asked for when it is opened. */
import { useQuery } from '@tanstack/react-query';
import { Box, ChevronDown, ChevronRight, File, Folder } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import { formatBytes } from '../../../lib/format.ts';
import { isInside, isSame, lastOf, type Place, type Root } from './place.ts';

interface Choice {
  chosen: Place | null;
  onChoose(chosen: Place): void;
}

export function TreeLevel({ root, path, ...choice }: Choice & { root: Root; path: string }) {
  const entries = useQuery(queries.tracking.artifacts({ ...root, path }));
  if (entries.error) return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />;
  if (!entries.data) return <LinesSkeleton n={2} />;
  return (
    <ul>
      {entries.data.map((entry) => {
        const place = { ...root, path: entry.path, isDir: entry.isDir };
        return entry.isDir ? (
          <FolderEntry key={entry.path} place={place} name={lastOf(entry.path)} alone={entries.data.length === 1} {...choice} />
        ) : (
          <FileEntry key={entry.path} place={place} bytes={entry.bytes} {...choice} />
        );
      })}
    </ul>
  );
}

interface FolderProps extends Choice {
  place: Place;
  name: string;
  /** Opened at first: nothing else is there. */
  alone: boolean;
}

/** Also a logged model, whose folder it is. */
export function FolderEntry({ place, name, alone, chosen, onChoose }: FolderProps) {
  const [open, setOpen] = useState(alone);
  const holdsChosen = isInside(chosen, place);
  useEffect(() => {
    if (holdsChosen) setOpen(true);
  }, [holdsChosen]);
  const isChosen = isSame(chosen, place);
  const Icon = place.modelId !== undefined && place.path === '' ? Box : Folder;
  const { path, isDir, ...root } = place;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        aria-current={isChosen ? 'true' : undefined}
        onClick={() => {
          // The first click shows what it is; another folds it.
          setOpen(!(open && isChosen));
          onChoose(place);
        }}
      >
        {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
        <Icon size={14} aria-hidden />
        <span>{name}</span>
      </button>
      {open && <TreeLevel root={root} path={path} chosen={chosen} onChoose={onChoose} />}
    </li>
  );
}

function FileEntry({ place, bytes, chosen, onChoose }: Choice & { place: Place; bytes: number | null }) {
  const { locale } = useLocale();
  return (
    <li>
      <button type="button" aria-current={isSame(chosen, place) ? 'true' : undefined} onClick={() => onChoose(place)}>
        <File size={14} aria-hidden />
        <span>{lastOf(place.path)}</span>
        {bytes !== null && <small>{formatBytes(bytes, locale)}</small>}
      </button>
    </li>
  );
}
