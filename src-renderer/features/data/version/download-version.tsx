/** Takes a version away, with how far it has come; a second press stops it. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataVersion } from '#contract';
import { api } from '../../../app/client.ts';
import { explainError } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import { formatPercent } from '../../../lib/format.ts';
import { save } from '../../../lib/save.ts';

/** What a window may hold at once; more is written by `bancada data restore --to`. */
const most = 2_000_000_000;

export function DownloadVersion({ version }: { version: DataVersion }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const [share, setShare] = useState<number | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    if (version.bytes > most) {
      const command = `bancada data restore ${version.name}@v${version.version} --to ${version.fileName}`;
      notifications.show({ title: t('download.tooLarge'), message: t('download.tooLargeFix', { command }), color: 'yellow', autoClose: false });
      return;
    }
    const abort = new AbortController();
    running.current = abort;
    setShare(0);
    try {
      await take(version, setShare, abort.signal);
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
      {share === null ? t('download.start') : t('download.going', { share: formatPercent(share, locale) })}
    </Button>
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
