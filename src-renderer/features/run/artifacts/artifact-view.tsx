/** One artifact: its name, size and what to do with it, then what is in it, as far as it was sent. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { CopyButton } from '../../../components/code-block.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { BoxSkeleton } from '../../../components/loading.tsx';
import { formatBytes } from '../../../lib/format.ts';
import { ArtifactContent } from './artifact-content.tsx';
import classes from './artifacts.module.css';
import { DownloadArtifact } from './download-artifact.tsx';
import { lastOf, type Place } from './place.ts';

export function ArtifactView({ place }: { place: Place }) {
  const { t } = useTranslation('run');
  const { locale } = useLocale();
  const { isDir, ...at } = place;
  const artifact = useQuery(queries.tracking.artifact(at));
  if (artifact.error) return <ErrorState error={artifact.error} onRetry={() => void artifact.refetch()} />;
  if (!artifact.data) return <BoxSkeleton height={320} />;
  const { bytes, truncated, content } = artifact.data;
  return (
    <>
      <header className={classes.head}>
        <h2>{place.path}</h2>
        <span className={classes.quiet}>
          {formatBytes(bytes, locale)}
          {truncated && ` · ${t('artifacts.truncated', { size: formatBytes(content.length, locale) })}`}
        </span>
        <CopyButton text={place.path} label={t('artifacts.copyPath')} />
        <DownloadArtifact place={place} name={lastOf(place.path)} />
      </header>
      <ArtifactContent artifact={artifact.data} />
    </>
  );
}
