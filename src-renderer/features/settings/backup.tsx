/** The whole home as one file, made and checked from here; and the copies of the database that the lab takes by itself. */
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import type { BackupOverview } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { useWatch } from '../../app/use-watch.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { formatBytes, formatMoment } from '../../lib/format.ts';
import classes from './backup.module.css';
import { BackupProgress } from './backup-progress.tsx';
import settings from './settings.module.css';

export function Backup() {
  const { t } = useTranslation('settings');
  const { data, error, refetch } = useQuery(queries.backup.overview());
  // A backup that was opened from the file manager comes with the address.
  const { at } = useParams<{ at?: string }>();
  const [path, setPath] = useState<string | null>(at ?? null);
  const [jobId, setJobId] = useState<string | null>(null);
  const followed = jobId ?? data?.running?.jobId ?? null;
  const job = useWatch(followed && `backup.${followed}`, (signal) => api.backup.watch({ jobId: followed! }, { signal })).value;
  const begun = { onSuccess: (started: { jobId: string }) => setJobId(started.jobId) };
  const create = useAction((file: string) => api.backup.create({ path: file }), begun);
  const verify = useAction((file: string) => api.backup.verify({ path: file }), begun);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton n={4} />;
  const wanted = path ?? data.suggested;
  const busy = job?.status === 'running' || create.isPending || verify.isPending;
  return (
    <>
      <p className={settings.lead}>{t('backup.lead')}</p>
      <p className={settings.lead}>{t('backup.secrets')}</p>
      <div className={classes.form}>
        <TextInput
          className={classes.path}
          label={t('backup.path')}
          value={wanted}
          disabled={busy}
          spellCheck={false}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Button disabled={busy || wanted === ''} onClick={() => create.mutate(wanted)}>
          {t('backup.create')}
        </Button>
        <Button variant="default" disabled={busy || wanted === ''} onClick={() => verify.mutate(wanted)}>
          {t('backup.verify')}
        </Button>
      </div>
      {job && <BackupProgress job={job} />}
      <h3 className={classes.sub}>{t('backup.automatic')}</h3>
      <p className={settings.lead}>{t('backup.automaticText', data.kept)}</p>
      {data.automatic.length === 0 ? <p className={settings.lead}>{t('backup.none')}</p> : <Automatic copies={data.automatic} />}
    </>
  );
}

function Automatic({ copies }: { copies: BackupOverview['automatic'] }) {
  const { t } = useTranslation('settings');
  const { locale } = useLocale();
  return (
    <table className={classes.copies}>
      <thead>
        <tr>
          <th scope="col">{t('backup.when')}</th>
          <th scope="col">{t('backup.reason')}</th>
          <th scope="col">{t('backup.schema')}</th>
          <th scope="col">{t('backup.size')}</th>
          <th scope="col">{t('backup.file')}</th>
        </tr>
      </thead>
      <tbody>
        {copies.map(({ path, takenAt, reason, schema, bytes }) => (
          <tr key={path}>
            <td>{formatMoment(takenAt, locale)}</td>
            <td>{t(`backup.${reason}`)}</td>
            <td className="tabular">{schema}</td>
            <td className="tabular">{formatBytes(bytes, locale)}</td>
            <td className="mono">{path}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
