/** Takes a version of a data set away. */
import { useTranslation } from 'react-i18next';
import type { DataVersion } from '#contract';
import { api } from '../../../app/client.ts';
import { DownloadButton } from '../../../components/download-button.tsx';
import { save } from '../../../lib/save.ts';

/** What a window may hold at once; more is written by `bancada data restore --to`. */
const most = 2_000_000_000;

export function DownloadVersion({ version }: { version: DataVersion }) {
  const { t } = useTranslation('data');
  const command = `bancada data restore ${version.name}@v${version.version} --to ${version.fileName}`;
  return (
    <DownloadButton
      label={t('download.start')}
      going={(share) => t('download.going', { share })}
      take={async (tell, signal) => {
        if (version.bytes > most) return { title: t('download.tooLarge'), message: t('download.tooLargeFix', { command }) };
        await take(version, tell, signal);
        return null;
      }}
    />
  );
}

async function take({ name, version }: DataVersion, tell: (share: number) => void, signal: AbortSignal): Promise<void> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let file = { fileName: name, bytes: 0 };
  let done = 0;
  for await (const piece of await api.datasets.download({ name, version }, { signal })) {
    if (piece.kind === 'start') file = piece;
    else {
      const bytes = Uint8Array.from(atob(piece.base64), (character) => character.charCodeAt(0));
      pieces.push(bytes);
      done += bytes.length;
      tell(done / Math.max(1, file.bytes));
    }
  }
  signal.throwIfAborted();
  save(file.fileName, new Blob(pieces));
}
