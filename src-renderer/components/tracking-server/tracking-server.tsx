/** TrackingServer: the switch of the server that MLflow clients speak to, and the lines that point a program at it. */
import { NumberInput, SegmentedControl, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/client.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { CodeBlock } from '../code-block.tsx';
import { ErrorState } from '../error-state.tsx';
import { LinesSkeleton } from '../loading.tsx';
import { pythonLines, type Shell, shellLines, shells } from './lines.ts';
import classes from './tracking-server.module.css';

const names: Record<Shell, string> = { bash: 'bash, zsh', fish: 'fish', powershell: 'PowerShell' };
const usualShell: Shell = navigator.userAgent.includes('Windows') ? 'powershell' : 'bash';

/** `experiment`: the one that the example logs to. */
export function TrackingServer({ experiment }: { experiment?: string }) {
  const { t } = useTranslation('wire');
  const server = useQuery(queries.mlflow.server());
  const [port, setPort] = useState<number | null>(null);
  const [withToken, setWithToken] = useState<boolean | null>(null);
  const [shell, setShell] = useState(usualShell);
  const start = useAction(api.mlflow.start);
  const stop = useAction(() => api.mlflow.stop());
  if (server.error) return <ErrorState error={server.error} onRetry={() => void server.refetch()} />;
  if (!server.data) return <LinesSkeleton n={3} />;
  const { running, token } = server.data;
  const busy = start.isPending || stop.isPending;
  const protectedByToken = running || withToken === null ? token !== null : withToken;
  const wanted = port ?? server.data.port;
  const turn = (on: boolean, requireToken = protectedByToken) => (on ? start.mutate({ port: wanted, requireToken }) : stop.mutate());
  return (
    <div className={classes.server}>
      <div className={classes.controls}>
        <Switch
          checked={running}
          disabled={busy}
          label={t(running ? 'server.on' : 'server.off')}
          onChange={(event) => turn(event.currentTarget.checked)}
        />
        <NumberInput
          w={92}
          min={1024}
          max={65_535}
          hideControls
          aria-label={t('server.port')}
          classNames={{ input: classes.port }}
          leftSection={<span className={classes.colon}>:</span>}
          value={wanted}
          disabled={running || busy}
          onChange={(value) => typeof value === 'number' && setPort(value)}
        />
        <Switch
          checked={protectedByToken}
          disabled={busy}
          label={t('server.token')}
          onChange={({ currentTarget: { checked } }) => {
            setWithToken(checked);
            if (running) turn(true, checked);
          }}
        />
      </div>
      {running && (
        <div className={classes.lines}>
          <div className={classes.shell}>
            <SegmentedControl
              size="xs"
              aria-label={t('server.shell')}
              value={shell}
              data={shells.map((value) => ({ value, label: names[value] }))}
              onChange={(value) => setShell(value as Shell)}
            />
            <CodeBlock language="terminal" text={shellLines(server.data, shell)} />
          </div>
          <CodeBlock language="python" text={pythonLines(experiment ?? t('server.example'))} />
        </div>
      )}
    </div>
  );
}
