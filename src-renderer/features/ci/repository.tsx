/** The project as a Git repository: its last commit, what has changed since, the hook, and the pull requests that the lab opens. */
import { Button, Switch, TextInput } from '@mantine/core';
import { GitCommitHorizontal, GitPullRequest, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { CiRepository } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queryClient } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './ci.module.css';

export function Repository({ repository: { project, head, changed, hook, pullRequests } }: { repository: CiRepository }) {
  const { t } = useTranslation('ci');
  const { language } = useLocale();
  const [, go] = useLocation();
  const [message, setMessage] = useState('');
  const again = () => void queryClient.invalidateQueries({ queryKey: ['ci', 'repository'] });
  const open = ({ id }: { id: string }) => go(paths.ci(id));
  const run = useAction(() => api.ci.start({ project }), { onSuccess: open });
  const commit = useAction(() => api.ci.commit({ project, message, language }), {
    onSuccess: () => {
      setMessage('');
      again();
    },
  });
  const setHook = useAction((on: boolean) => api.ci.hook({ project, on, language }), { onSuccess: again });
  const ask = useAction((pullRequest: string) => api.ci.pullRequest({ project, pullRequest }), { onSuccess: open });
  return (
    <section className={classes.panel} aria-label={t('repository.title')}>
      <div className={classes.row}>
        <h2>{project}</h2>
        <Button size="xs" leftSection={<Play size={14} />} loading={run.isPending} onClick={() => run.mutate()}>
          {t('run')}
        </Button>
      </div>
      <p className={classes.quiet}>
        {head ? (
          <>
            <GitCommitHorizontal size={14} aria-hidden /> <code>{head.commit}</code> {head.branch} · {head.title}
          </>
        ) : (
          t('repository.none')
        )}
      </p>
      {head && changed.length > 0 && <p className={classes.quiet}>{t('repository.changed', { count: changed.length })}</p>}
      {(head === null || changed.length > 0) && (
        <form
          className={classes.commit}
          onSubmit={(event) => {
            event.preventDefault();
            commit.mutate();
          }}
        >
          <TextInput
            size="xs"
            aria-label={t('repository.message')}
            placeholder={t('repository.message')}
            value={message}
            onChange={(event) => setMessage(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" type="submit" disabled={message.trim() === ''} loading={commit.isPending}>
            {t('repository.commit')}
          </Button>
        </form>
      )}
      {head && <Switch size="sm" label={t('repository.hook')} checked={hook} onChange={(event) => setHook.mutate(event.currentTarget.checked)} />}
      {pullRequests.length > 0 && (
        <div>
          <h3>{t('pullRequests.title')}</h3>
          {!head && <p className={classes.quiet}>{t('pullRequests.needsCommit')}</p>}
          <ul className={classes.list}>
            {pullRequests.map(({ id, title, body }) => (
              <li key={id}>
                <div>
                  <strong>{title}</strong>
                  <p className={classes.quiet}>{body}</p>
                </div>
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<GitPullRequest size={12} />}
                  disabled={head === null || ask.isPending}
                  onClick={() => ask.mutate(id)}
                >
                  {t('pullRequests.open')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
