/** Takes an artifact away, or a folder of them. */
import { useTranslation } from 'react-i18next';
import { DownloadButton } from '../../../components/download-button.tsx';
import { download } from './download.ts';
import { type Place, uriOf } from './place.ts';

export function DownloadArtifact({ place, name }: { place: Place; name: string }) {
  const { t } = useTranslation('run');
  const command = `mlflow artifacts download --artifact-uri ${uriOf(place)} --dst-path .`;
  return (
    <DownloadButton
      label={t(place.isDir ? 'artifacts.downloadFolder' : 'artifacts.download')}
      going={(share) => t('artifacts.downloading', { share })}
      take={async (tell, signal) => {
        const ended = await download(place, name, tell, signal);
        return ended === 'too-large' ? { title: t('artifacts.tooLarge'), message: t('artifacts.tooLargeFix', { command }) } : null;
      }}
    />
  );
}
