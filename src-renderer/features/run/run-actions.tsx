/** What can be done with a run: open the pipeline that made it, take its numbers away, delete it or bring it back. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Copy, Download, Ellipsis, FlaskConical, RotateCcw, ScanSearch, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/use-action.ts';
import { Confirm } from './confirm.tsx';
import { type ExportForm, exportRun } from './export/export-run.ts';
import classes from './run.module.css';
import type { RunDetail } from './run-view.tsx';

const forms: ExportForm[] = ['xlsx', 'csv-comma', 'csv-point', 'json'];

export function RunActions({ run }: { run: RunDetail }) {
  const { t } = useTranslation('run');
  const { copy } = useClipboard();
  const [asked, setAsked] = useState(false);
  const runIds = [run.runId];
  const remove = useAction(() => api.tracking.deleteRuns({ runIds }), { onSuccess: () => setAsked(false) });
  const restore = useAction(() => api.tracking.restoreRuns({ runIds }));
  const take = useAction((form: ExportForm) => exportRun(run, form));
  if (asked)
    return (
      <Confirm
        danger
        text={t('action.askDelete')}
        yes={t('action.delete')}
        pending={remove.isPending}
        onYes={() => remove.mutate()}
        onNo={() => setAsked(false)}
      />
    );
  return (
    <div className={classes.actions}>
      {run.pipelineRunId && (
        <Button component={Link} href={paths.run(run.pipelineRunId)} variant="default" leftSection={<FlaskConical size={14} />}>
          {t('openPipelineRun')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<Download size={14} />} loading={take.isPending}>
            {t('action.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {forms.map((form) => (
            <Menu.Item key={form} onClick={() => take.mutate(form)}>
              {t(`export.${form}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('action.more')}>
            <Ellipsis size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} href={paths.wire(run.runId)} leftSection={<ScanSearch size={14} />}>
            {t('action.lens')}
          </Menu.Item>
          <Menu.Item leftSection={<Copy size={14} />} onClick={() => copy(run.runId)}>
            {t('fact.copyId')}
          </Menu.Item>
          {run.lifecycle === 'active' ? (
            <Menu.Item color="red" leftSection={<Trash2 size={14} />} onClick={() => setAsked(true)}>
              {t('action.delete')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<RotateCcw size={14} />} onClick={() => restore.mutate()}>
              {t('action.restore')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
