/** The address by which programs outside tell what turned out to be true, with its token: opened, copied and closed here. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DoorOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/client.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import classes from './monitoring.module.css';

export function TruthDoor({ endpoint }: { endpoint: string }) {
  const { t } = useTranslation('monitoring');
  const door = useQuery(queries.monitoring.truthDoor({ endpoint }));
  const open = useAction(() => api.monitoring.openTruthDoor({ endpoint }));
  const shut = useAction(() => api.monitoring.shutTruthDoor({ endpoint }));
  if (door.data === undefined) return null;
  if (door.data === null) {
    return (
      <p className={classes.door}>
        <span className={classes.quiet}>{t('door.text')}</span>
        <Button size="compact-sm" variant="default" leftSection={<DoorOpen size={14} />} onClick={() => open.mutate()} loading={open.isPending}>
          {t('door.open')}
        </Button>
      </p>
    );
  }
  const { url, token } = door.data;
  const call = `curl ${url ?? ''} -H 'Authorization: Bearer ${token}' -d '{ "truths": [{ "id": "X-Request-Id", "label": "…" }] }'`;
  return (
    <>
      <p className={classes.door}>
        <span className={classes.quiet}>{t('door.opened')}</span>
        <Button size="compact-sm" variant="default" onClick={() => open.mutate()} loading={open.isPending}>
          {t('door.renew')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => shut.mutate()} loading={shut.isPending}>
          {t('door.shut')}
        </Button>
      </p>
      <CodeBlock text={call} language="bash" />
    </>
  );
}
