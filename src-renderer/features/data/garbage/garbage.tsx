/** Collects what nobody needs: the policy, what it would take and give back, and only then the button that does it. */
import { Button, Modal, NumberInput, Switch } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GcPolicy } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import { formatBytes } from '../../../lib/format.ts';
import classes from '../data.module.css';
import { followJob } from '../follow.ts';

const usual: GcPolicy = { keepLast: 5, keepTagged: true, keepUsedByRuns: true, keepUsedByModels: true, trashDays: 0 };

export function Garbage() {
  const { t } = useTranslation('data');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<Trash2 size={14} />} onClick={() => setOpen(true)} data-testid="gc">
        {t('gc.open')}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('gc.open')} size="lg" closeButtonProps={{ 'aria-label': t('common:close') }}>
        {open && <Policy onDone={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function Policy({ onDone }: { onDone(): void }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const [policy, setPolicy] = useState(usual);
  const [asked] = useDebouncedValue(policy, 150);
  const preview = useQuery({ ...queries.datasets.gcPreview(asked), placeholderData: keepPreviousData });
  const collect = useAction(() => collected(policy), {
    onSuccess: ({ versions, freedBytes }) => {
      onDone();
      notifications.show({ withCloseButton: false, message: t('gc.done', { count: versions, size: formatBytes(freedBytes, locale) }) });
    },
  });
  const set = (change: Partial<GcPolicy>) => setPolicy({ ...policy, ...change });
  const number = (value: string | number, least: number) => (typeof value === 'number' ? Math.max(least, Math.round(value)) : least);
  const nothing = preview.data?.versions.length === 0 && preview.data.freedBytes === 0;
  return (
    <div className={classes.form}>
      <p className={classes.quiet}>{t('gc.lead')}</p>
      <div className={classes.policy}>
        <NumberInput
          label={t('gc.keepLast')}
          value={policy.keepLast}
          min={1}
          max={10_000}
          onChange={(value) => set({ keepLast: number(value, 1) })}
        />
        <NumberInput
          label={t('gc.trashDays')}
          value={policy.trashDays}
          min={0}
          max={3650}
          onChange={(value) => set({ trashDays: number(value, 0) })}
        />
        <Switch label={t('gc.keepTagged')} checked={policy.keepTagged} onChange={(event) => set({ keepTagged: event.currentTarget.checked })} />
        <Switch label={t('gc.keepRuns')} checked={policy.keepUsedByRuns} onChange={(event) => set({ keepUsedByRuns: event.currentTarget.checked })} />
        <Switch
          label={t('gc.keepModels')}
          checked={policy.keepUsedByModels}
          onChange={(event) => set({ keepUsedByModels: event.currentTarget.checked })}
        />
      </div>
      {preview.error && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isPending && <LinesSkeleton n={3} />}
      {preview.data && (
        <div role="status" className={classes.preview} data-testid="gc-preview">
          <p>
            {nothing
              ? t('gc.nothing')
              : t('gc.would', {
                  versions: t('gc.versions', { count: preview.data.versions.length }),
                  kept: preview.data.kept,
                  size: formatBytes(preview.data.freedBytes, locale),
                })}
          </p>
          {preview.data.versions.length > 0 && (
            <ul className={classes.going}>
              {preview.data.versions.map(({ name, version, bytes, trashed }) => (
                <li key={`${name}@v${version}`}>
                  <span>
                    {name} v{version}
                    {trashed && ` · ${t('inTrash')}`}
                  </span>
                  <span className="tabular">{formatBytes(bytes, locale)}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
        <Button color="red" disabled={!preview.data || nothing} loading={collect.isPending} onClick={() => collect.mutate()} data-testid="gc-go">
          {t('gc.go')}
        </Button>
      </div>
    </div>
  );
}

async function collected(policy: GcPolicy): Promise<{ versions: number; freedBytes: number }> {
  const { jobId } = await api.datasets.gc(policy);
  return (await followJob(jobId))?.collected ?? { versions: 0, freedBytes: 0 };
}
