/** Takes something away, with how far it has come; a second press stops it. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { explainError } from '../app/errors.ts';
import { useLocale } from '../app/i18n.ts';
import { formatPercent } from '../lib/format.ts';

interface Props {
  label: string;
  /** Said while it goes on, with how far it has come. */
  going(share: string): string;
  /** Null when it is done; what to say when it is more than a window may hold. */
  take(tell: (share: number) => void, signal: AbortSignal): Promise<{ title: string; message: string } | null>;
}

export function DownloadButton({ label, going, take }: Props) {
  const { locale } = useLocale();
  const [share, setShare] = useState<number | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    const abort = new AbortController();
    running.current = abort;
    setShare(0);
    try {
      const tooLarge = await take(setShare, abort.signal);
      if (tooLarge) notifications.show({ ...tooLarge, color: 'yellow', autoClose: false });
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
      {share === null ? label : going(formatPercent(share, locale))}
    </Button>
  );
}
