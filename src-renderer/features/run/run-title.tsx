/** The name of a run, which can be changed in place, and how it stands. */
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/client.ts';
import { useAction } from '../../app/use-action.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import classes from './run.module.css';
import type { RunDetail } from './run-view.tsx';

export function RunTitle({ run }: { run: RunDetail }) {
  const { t } = useTranslation(['run', 'common']);
  const [draft, setDraft] = useState<string | null>(null);
  const rename = useAction((name: string) => api.tracking.renameRun({ runId: run.runId, name }), { onSuccess: () => setDraft(null) });
  if (draft === null)
    return (
      <span className={classes.title}>
        <span>{run.name}</span>
        {run.lifecycle === 'active' && (
          <Tooltip label={t('action.rename')}>
            <ActionIcon size="sm" aria-label={t('action.rename')} onClick={() => setDraft(run.name)}>
              <Pencil size={14} />
            </ActionIcon>
          </Tooltip>
        )}
        <StatusBadge status={run.status} />
      </span>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.trim() !== '') rename.mutate(draft.trim());
  };
  return (
    <form onSubmit={submit} className={classes.renaming}>
      <TextInput
        aria-label={t('action.newName')}
        value={draft}
        autoFocus
        maxLength={500}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setDraft(null)}
      />
      <Button type="submit" loading={rename.isPending} disabled={draft.trim() === ''}>
        {t('common:save')}
      </Button>
      <Button variant="default" onClick={() => setDraft(null)}>
        {t('common:cancel')}
      </Button>
    </form>
  );
}
