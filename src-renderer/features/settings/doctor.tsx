/** The report of `doctor`: problems with what fixes them, then the facts. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { RefreshCw, Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DoctorReport, PythonState, Repair } from '#contract';
import { api } from '../../app/client.ts';
import { useDoctor, useEngineWords } from '../../app/frame/engine-state.tsx';
import { useLocale } from '../../app/i18n.ts';
import { queries, queryClient } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { StatusShape } from '../../components/status-shape.tsx';
import { formatBytes } from '../../lib/format.ts';
import classes from './settings.module.css';

export function Doctor() {
  const { t } = useTranslation('settings');
  const { locale } = useLocale();
  const { data, error, refetch, isFetching } = useDoctor();
  const python = useQuery(queries.system.python({ language: locale })).data;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesSkeleton n={6} />;
  return (
    <>
      {data.problems.length === 0 && (
        <p className={classes.fine}>
          <StatusShape look="ok" /> {t('doctor.fine')}
        </p>
      )}
      <ul className={classes.problems}>
        {data.problems.map((problem) => (
          <li key={problem.code}>
            <StatusShape look={problem.severity === 'error' ? 'failed' : 'waiting'} size={16} />
            <div>
              <strong>{problem.what}</strong>
              <p>{problem.fix}</p>
              {problem.code === 'DATABASE_RESTORED' && <TakeNote />}
              {problem.repair && <Mend kind={problem.repair} />}
            </div>
          </li>
        ))}
      </ul>
      <Report report={data} python={python} />
      <Button mt="lg" variant="default" leftSection={<RefreshCw size={14} />} loading={isFetching} onClick={() => void refetch()}>
        {t('doctor.again')}
      </Button>
    </>
  );
}

/** What the lab can do about it by itself. */
function Mend({ kind }: { kind: Repair }) {
  const { t } = useTranslation('settings');
  const { locale } = useLocale();
  const mend = useAction(() => api.system.repair({ kind }), {
    onSuccess: ({ freedBytes }) => {
      void queryClient.invalidateQueries({ queryKey: ['system'] });
      notifications.show({ message: t(`mend.done.${kind}`, { bytes: formatBytes(freedBytes, locale) }), autoClose: 6000 });
    },
  });
  return (
    <Button size="xs" mt="xs" variant="default" leftSection={<Wrench size={13} />} loading={mend.isPending} onClick={() => mend.mutate()}>
      {t(`mend.do.${kind}`)}
    </Button>
  );
}

/** Until then every window and every command says what was lost. */
function TakeNote() {
  const { t } = useTranslation('settings');
  const note = useAction(() => api.backup.takeNote());
  return (
    <Button size="xs" mt="xs" variant="default" loading={note.isPending} onClick={() => note.mutate()}>
      {t('backup.noted')}
    </Button>
  );
}

function Report({ report, python }: { report: DoctorReport; python: PythonState | undefined }) {
  const { t } = useTranslation('settings');
  const { locale } = useLocale();
  const engine = useEngineWords(report);
  const size = (bytes: number) => formatBytes(bytes, locale);
  const { docker, versions, electron, home, disk, memory } = report;
  const facts: [string, string][] = [
    [t('doctor.bancada'), report.bancada],
    [t('doctor.engine'), engine],
    [t('doctor.image'), docker.image ? `${docker.image.reference} · ${size(docker.image.bytes)}` : t('doctor.noImage')],
    ['Node', versions.node],
    ['SQLite', versions.sqlite],
    ['Python', pythonWords(python, t)],
    ['Electron', electron.present ? (electron.version ?? t('doctor.present')) : t('doctor.noElectron')],
    [t('doctor.system'), `${versions.platform} · ${versions.arch}`],
    [t('doctor.home'), `${home.path} · ${size(home.bytes)}`],
    [t('doctor.disk'), t('doctor.freeOf', { free: size(disk.freeBytes), total: size(disk.totalBytes) })],
    [
      t('doctor.memory'),
      `${t('doctor.freeOf', { free: size(memory.freeBytes), total: size(memory.totalBytes) })} · ${t('doctor.cpus', { count: memory.cpus })}`,
    ],
  ];
  return (
    <dl className={classes.report}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {!docker.available && docker.refused.length > 0 && (
        <div>
          <dt>{t('doctor.tried')}</dt>
          <dd>
            <ul>
              {docker.refused.map(({ way, reason }) => (
                <li key={way}>
                  <code className="mono">{way}</code>: {reason}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
}

function pythonWords(python: PythonState | undefined, t: TFunction<'settings'>): string {
  if (!python) return '…';
  if (!python.found) return [python.problem?.what, python.problem?.fix].join(' ');
  const { version, path, confined } = python.found;
  return [`${version} · ${path}`, ...(confined ? [] : [t('doctor.pythonOpen')])].join(' · ');
}
