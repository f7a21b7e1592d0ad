// ServerLink: opens the source in a PlantUML server, after saying where the text goes.
import { ActionIcon, Button, Popover, Text, Tooltip } from '@mantine/core';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOnThisMachine, plantumlServerUrl } from '../export/plantuml-server.ts';

export function ServerLink({ puml, server }: { puml: string; server: string }) {
  const { t } = useTranslation('diagrams');
  const [href, setHref] = useState<string>();
  const [opened, setOpened] = useState(false);
  const host = URL.canParse(server) ? new URL(server).host : server;

  const toggle = async () => {
    setOpened(!opened);
    if (!opened) setHref(await plantumlServerUrl(server, puml));
  };

  return (
    <Popover opened={opened} onChange={setOpened} width={320} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('server.open')} disabled={opened}>
          <ActionIcon aria-label={t('server.open')} aria-expanded={opened} onClick={toggle}>
            <ExternalLink size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="md" mb="sm">
          {t(isOnThisMachine(server) ? 'server.noticeLocal' : 'server.noticeRemote', { host })}
        </Text>
        {href ? (
          <Button component="a" href={href} target="_blank" rel="noopener noreferrer" onClick={() => setOpened(false)}>
            {t('server.go', { host })}
          </Button>
        ) : (
          <Text c="dimmed">{t('server.badAddress', { address: server })}</Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
