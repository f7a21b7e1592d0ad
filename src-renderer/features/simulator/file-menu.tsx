/** Timelines as files: opened from and saved to the computer, or the `cenario.yaml` of a challenge. */
import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Story } from '#contract';
import { api } from '../../app/client.ts';
import { useAction } from '../../app/use-action.ts';
import { fileName, save } from '../../lib/save.ts';

/** Whose traffic is a timeline. */
const challengeId = '08-feedback-loop';
const path = 'cenario.yaml';

export function FileMenu({ story, onOpen }: { story: Story; onOpen(story: Story): void }) {
  const { t } = useTranslation('simulator');
  const input = useRef<HTMLInputElement>(null);
  const open = useAction(({ text, file }: { text: string; file: string }) => api.monitoring.readTimeline({ text, file }), { onSuccess: onOpen });
  const openChallenge = useAction(
    async () => {
      const { content } = await api.workspaces.read({ challengeId, path });
      return api.monitoring.readTimeline({ text: content, file: path });
    },
    { onSuccess: onOpen },
  );
  const download = useAction(async () => {
    const { text } = await api.monitoring.writeTimeline({ timeline: story });
    save(`${fileName(story.name)}.yaml`, new Blob([text], { type: 'application/yaml' }));
  });
  const keep = useAction(
    async () => {
      const { text } = await api.monitoring.writeTimeline({ timeline: story });
      await api.workspaces.write({ challengeId, path, content: text });
    },
    { onSuccess: () => notifications.show({ message: t('file.kept', { path, challenge: challengeId }) }) },
  );
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" leftSection={<FolderOpen size={14} />}>
            {t('file.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => input.current?.click()}>{t('file.open')}</Menu.Item>
          <Menu.Item onClick={() => download.mutate()}>{t('file.download')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => openChallenge.mutate()}>{t('file.openChallenge', { challenge: challengeId })}</Menu.Item>
          <Menu.Item onClick={() => keep.mutate()}>{t('file.keepChallenge', { challenge: challengeId })}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml"
        hidden
        aria-label={t('file.open')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = '';
          if (file) void file.text().then((text) => open.mutate({ text, file: file.name }));
        }}
      />
    </>
  );
}
