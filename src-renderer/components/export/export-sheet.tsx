/** Where to, the address of the registry, the files as they would be, and two ways to have them. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FolderDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { CodeBlock } from '../code-block.tsx';
import { DownloadButton } from '../download-button.tsx';
import { ErrorState } from '../error-state.tsx';
import { LinesSkeleton } from '../loading.tsx';
import { downloadExport } from './download-export.ts';
import classes from './export.module.css';
import { ExportFiles } from './export-files.tsx';
import { type Exported, targetsOf } from './targets.ts';

const usual = 'registry.example.com/bancada';
const address = /^[a-z0-9]+(?:[._:/-][a-z0-9]+)*$/;

export function ExportSheet({ exported }: { exported: Exported }) {
  const { t } = useTranslation('exports');
  const { locale } = useLocale();
  const targets = targetsOf(exported);
  const [target, setTarget] = useState(targets[0]!);
  const [draft, setDraft] = useState(usual);
  const [registry] = useDebouncedValue(draft.trim(), 250);
  const isAddress = address.test(registry);
  const { subject } = exported;
  const solution = exported.kind === 'pipeline' ? exported.solution : 'workspace';
  const request = { target, subject, solution, language: locale === 'en' ? 'en' : 'pt', registry } as const;
  const preview = useQuery({ ...queries.exports.preview(request), enabled: isAddress, placeholderData: keepPreviousData, retry: false });
  const write = useAction(() => api.exports.write(request), {
    onSuccess: ({ path }) => notifications.show({ title: t('written'), message: path, autoClose: 15_000 }),
  });
  const words = [`bancada export ${target} ${subject}`, ...(solution === 'workspace' ? [] : [`--solution ${solution}`]), `--registry ${registry}`];
  const ready = isAddress && preview.data !== undefined && !preview.isPlaceholderData;
  return (
    <div className={classes.sheet}>
      <p className={classes.quiet}>{t(`lead.${exported.kind}`)}</p>
      <div className={classes.choices}>
        <SegmentedControl
          aria-label={t('target')}
          value={target}
          onChange={(value) => setTarget(value as typeof target)}
          data={targets.map((each) => ({ value: each, label: t(`targets.${each}`) }))}
        />
        <TextInput
          className={classes.registry}
          label={t('registry')}
          value={draft}
          maxLength={200}
          error={isAddress ? null : t('registryForm')}
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
      </div>
      {preview.error && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isPending && isAddress && <LinesSkeleton n={8} />}
      {preview.data && !preview.error && <ExportFiles key={target} files={preview.data.files} />}
      <div className={classes.foot}>
        {isAddress && <CodeBlock language="bash" text={words.join(' ')} />}
        <div className={classes.buttons}>
          <Button size="compact-sm" leftSection={<FolderDown size={13} />} disabled={!ready} loading={write.isPending} onClick={() => write.mutate()}>
            {t('write')}
          </Button>
          <DownloadButton
            label={t('download')}
            going={(share) => t('downloading', { share })}
            take={(tell, signal) => downloadExport(request, tell, signal)}
          />
        </div>
      </div>
    </div>
  );
}
