/** Takes an artifact away, with how far it has come; a second press stops it. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explainError } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import { formatPercent } from '../../../lib/format.ts';
import { download } from './download.ts';
import { type Place, uriOf } from './place.ts';

export function DownloadButton({ place, name }: { place: Place; name: string }) {
  const { t } = useTranslation('run');
  const { locale } = useLocale();
  const [share, setShare] = useState<number | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    const abort = new AbortController();
    running.current = abort;
    setShare(0);
    try {
      const ended = await download(place, name, setShare, abort.signal);
      if (ended === 'too-large') {
        const command = `mlflow artifacts download --artifact-uri ${uriOf(place)} --dst-path .`;
        notifications.show({ title: t('artifacts.tooLarge'), message: t('artifacts.tooLargeFix', { command }), color: 'yellow', autoClose: false });
      }
    } catch (error) {
      const { what, fix } = explainError(error, locale);
      if (!abort.signal.aborted) notifications.show({ title: what, message: fix, color: 'red', autoClose: 10_000 });
    } finally {
      setShare(null);
    }
  };
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<Download size={13} />}
      data-testid="download"
      onClick={() => (share === null ? void start() : running.current?.abort())}
    >
      {share === null
        ? t(place.isDir ? 'artifacts.downloadFolder' : 'artifacts.download')
        : t('artifacts.downloading', { share: formatPercent(share, locale) })}
    </Button>
  );
}
