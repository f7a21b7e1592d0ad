/** What stands in the simulation, the last time that a plan was applied, and the last calls with what was denied. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CloudUpload, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { CloudResource, CloudSource } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Section } from '../../components/page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import classes from './cloud.module.css';

export function Site({ source, canApply }: { source: CloudSource; canApply: boolean }) {
  const { t } = useTranslation('cloud');
  const { locale } = useLocale();
  const resources = useQuery(queries.cloud.resources());
  const applies = useQuery(queries.cloud.applies({ limit: 1 }));
  const calls = useQuery(queries.cloud.calls({ limit: 60 }));
  const apply = useAction(() => api.cloud.apply({ source }));
  const last = applies.data?.[0];
  const down = useAction((project: string) => api.cloud.down({ project }));
  const cancel = useAction((id: string) => api.cloud.cancelApply({ id }));
  return (
    <>
      <Section
        title={t('site.apply')}
        actions={
          <span className={classes.buttons}>
            {last?.status === 'running' && (
              <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(last.id)}>
                {t('site.cancel')}
              </Button>
            )}
            <Button
              size="xs"
              leftSection={<CloudUpload size={14} />}
              disabled={!canApply || last?.status === 'running'}
              loading={apply.isPending}
              onClick={() => apply.mutate()}
            >
              {t('site.applyButton')}
            </Button>
          </span>
        }
      >
        <p className={classes.quiet}>{t('site.about')}</p>
        {last && (
          <>
            <ol className={classes.steps}>
              {last.steps.map(({ id, phase, target, status, attempts, coldStartMs }) => (
                <li key={id}>
                  <StatusBadge status={status} label={t(`site.status.${status}`)} /> {t(`phase.${phase}`)} {target && <code>{target}</code>}
                  {attempts.map(({ machine, error }) => (
                    <span key={machine} className={error === null ? classes.quiet : classes.warning} title={error ?? ''}>
                      {machine}
                      {error !== null && ` · ${t('site.quota')}`}
                    </span>
                  ))}
                  {coldStartMs !== null && <span className={classes.quiet}>{t('site.cold', { ms: coldStartMs.toLocaleString(locale) })}</span>}
                </li>
              ))}
            </ol>
            {last.error !== null && <p className={classes.warning}>{last.error}</p>}
            {last.runId && <Link href={paths.run(last.runId)}>{t('site.run')}</Link>}
          </>
        )}
      </Section>
      <Section
        title={t('site.resources')}
        actions={
          last &&
          resources.data &&
          resources.data.length > 0 && (
            <Button size="xs" variant="default" leftSection={<Trash2 size={14} />} loading={down.isPending} onClick={() => down.mutate(last.project)}>
              {t('site.down', { project: last.project })}
            </Button>
          )
        }
      >
        {resources.data?.length === 0 && (
          <EmptyState icon={CloudUpload} title={t('site.empty')}>
            {t('site.emptyText')}
          </EmptyState>
        )}
        <table className={classes.table}>
          <tbody>
            {resources.data?.map(({ id, kind, provider, state, failure, link }) => (
              <tr key={`${provider}${kind}${id}`}>
                <td>{t(`kind.${kind}`)}</td>
                <td>
                  <code>{state}</code>
                  {failure !== null && <p className={classes.warning}>{failure}</p>}
                </td>
                <td>
                  <code>{id}</code>
                </td>
                <td>
                  <Behind link={link} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section title={t('site.calls')}>
        <table className={classes.table}>
          <tbody>
            {calls.data?.map(({ id, at, principal, action, resource, status, error }) => (
              <tr key={id} data-refused={status >= 400 || undefined}>
                <td>{new Date(at).toLocaleTimeString(locale)}</td>
                <td data-number>{status}</td>
                <td>
                  <code>{action}</code>
                  {error !== null && <p className={classes.warning}>{error}</p>}
                </td>
                <td>
                  <code>{resource}</code>
                  <p className={classes.quiet}>{principal}</p>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  );
}

function Behind({ link }: Pick<CloudResource, 'link'>) {
  const { t } = useTranslation('cloud');
  if (link.kind === 'run') return <Link href={paths.run(link.id)}>{t('behind.run')}</Link>;
  if (link.kind === 'version') return <Link href={paths.model(link.name)}>{t('behind.version', { name: link.name, version: link.version })}</Link>;
  if (link.kind === 'endpoint') return <Link href={paths.service(link.name)}>{t('behind.endpoint', { name: link.name })}</Link>;
  return link.kind === 'batch' ? t('behind.batch') : null;
}
