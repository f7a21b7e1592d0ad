/** What is needed less often: put in order, back to the starter, other programs. */
import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { AlignLeft, EllipsisVertical, FolderOpen, RotateCcw, SquareCode } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '#contract';
import { api } from '../../app/client.ts';
import { useSettings } from '../../app/settings.ts';
import { useAction } from '../../app/use-action.ts';
import { canFormat } from './editor/options.ts';
import type { Bench } from './use-bench.ts';
import { useWord } from './use-word.tsx';

const icon = { size: 14 };

export function EditorMenu({ challenge, bench }: { challenge: Challenge; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const { settings, save } = useSettings();
  const { path, workspace } = bench;
  const say = useWord();
  const reset = useAction((name: string | undefined) => workspace.reset(name), {
    onSuccess: (undo, name) => say(name ? t('reset.doneOne', { path: name }) : t('reset.done'), undo),
  });
  const folder = useAction(() => api.workspaces.folder({ challengeId: challenge.id }), {
    onSuccess: ({ path: place }) => notifications.show({ title: t('folder.title'), message: place, autoClose: 15_000 }),
  });
  const code = useAction(async () => {
    await workspace.flush();
    return api.workspaces.openEditor({ challengeId: challenge.id, path });
  });
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <ActionIcon aria-label={t('more')} title={t('more')}>
          <EllipsisVertical size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<AlignLeft {...icon} />}
          rightSection={<small>Shift Alt F</small>}
          disabled={bench.shown !== 'workspace' || !canFormat(path)}
          onClick={bench.putInOrder}
        >
          {canFormat(path) ? t('format.now') : t('format.none', { path })}
        </Menu.Item>
        <Menu.Item
          onClick={() => save({ formatOnSave: !settings.formatOnSave })}
          role="menuitemcheckbox"
          aria-checked={settings.formatOnSave}
          pl={34}
        >
          {t(settings.formatOnSave ? 'format.onSaveOn' : 'format.onSaveOff')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('reset.label')}</Menu.Label>
        <Menu.Item leftSection={<RotateCcw {...icon} />} onClick={() => reset.mutate(path)}>
          {t('reset.one', { path })}
        </Menu.Item>
        <Menu.Item leftSection={<RotateCcw {...icon} />} onClick={() => reset.mutate(undefined)}>
          {t('reset.all')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<SquareCode {...icon} />} onClick={() => code.mutate()}>
          {t('folder.code')}
        </Menu.Item>
        <Menu.Item leftSection={<FolderOpen {...icon} />} onClick={() => folder.mutate()}>
          {t('folder.show')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
