/** Above the code: run, whether it is saved, start again, the reference solution once it is earned. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { BookCheck, EllipsisVertical, FolderOpen, RotateCcw, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '#contract';
import { api } from '../../app/client.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './challenge.module.css';
import { RunButton } from './run-button.tsx';
import type { Bench } from './use-bench.ts';

interface Props {
  challenge: Challenge;
  bench: Bench;
  onReset(path?: string): Promise<string>;
}

export function EditorBar({ challenge, bench, onReset }: Props) {
  const { t } = useTranslation('challenge');
  const { shown } = bench;
  const earned = bench.checks.session?.status === 'passed';
  const reset = useAction((path: string | undefined) => onReset(path), {
    onSuccess: (keptIn) => notifications.show({ title: t('reset.done'), message: t('reset.kept', { place: keptIn }), autoClose: 8000 }),
  });
  const folder = useAction(() => api.workspaces.folder({ challengeId: challenge.id }), {
    onSuccess: ({ path }) => notifications.show({ title: t('folder.title'), message: path, autoClose: 15_000 }),
  });
  return (
    <header className={classes.bar}>
      <RunButton bench={bench} />
      <span className={classes.saved} role="status">
        {shown === 'workspace' && t(`save.${bench.workspace.state}`)}
      </span>
      {earned && (
        <Button
          className={classes.second}
          title={shown === 'reference' ? t('reference.back') : t('reference.open')}
          variant="default"
          leftSection={shown === 'reference' ? <Undo2 size={14} /> : <BookCheck size={14} />}
          onClick={() => bench.setShown(shown === 'reference' ? 'workspace' : 'reference')}
        >
          {shown === 'reference' ? t('reference.back') : t('reference.open')}
        </Button>
      )}
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon aria-label={t('more')}>
            <EllipsisVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('reset.label')}</Menu.Label>
          <Menu.Item leftSection={<RotateCcw size={14} />} onClick={() => reset.mutate(bench.path)}>
            {t('reset.one', { path: bench.path })}
          </Menu.Item>
          <Menu.Item leftSection={<RotateCcw size={14} />} onClick={() => reset.mutate(undefined)}>
            {t('reset.all')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<FolderOpen size={14} />} onClick={() => folder.mutate()}>
            {t('folder.show')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}
