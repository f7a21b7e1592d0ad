/** The workspace's own Git repository: what changed since the last commit, a commit, the last ones. Nothing leaves this computer. */
import { ActionIcon, Button, Popover, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { GitCommitHorizontal } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepositoryState } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { formatMoment } from '../../lib/format.ts';
import classes from './challenge.module.css';
import type { Bench } from './use-bench.ts';

const shown = 5;

export function GitMenu({ challengeId, bench }: { challengeId: string; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={320} trapFocus withinPortal>
      <Popover.Target>
        <ActionIcon aria-label={t('git.title')} title={t('git.title')} onClick={() => setOpen((before) => !before)}>
          <GitCommitHorizontal size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>{isOpen && <Repository challengeId={challengeId} bench={bench} />}</Popover.Dropdown>
    </Popover>
  );
}

function Repository({ challengeId, bench }: { challengeId: string; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const { data, refetch } = useQuery({ ...queries.workspaces.repository({ challengeId }), gcTime: 0 });
  const [message, setMessage] = useState('');
  const commit = useAction(
    async (text: string) => {
      await bench.workspace.flush();
      return api.workspaces.commit({ challengeId, message: text });
    },
    {
      onSuccess: () => {
        setMessage('');
        void refetch();
      },
    },
  );
  if (!data) return null;
  if (!data.git || data.kind === 'foreign') return <p className={classes.gitWord}>{t(data.git ? 'git.foreign' : 'git.none')}</p>;
  const isNothing = data.kind === 'own' && data.changed === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isNothing && message.trim()) commit.mutate(message.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <p className={classes.gitWord}>{data.kind === 'none' ? t('git.first') : t('git.changed', { count: data.changed })}</p>
        <TextInput
          data-autofocus
          label={t('git.message')}
          value={message}
          disabled={isNothing}
          maxLength={200}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        <Button type="submit" loading={commit.isPending} disabled={isNothing || !message.trim()}>
          {t('git.commit')}
        </Button>
        <Commits commits={data.commits} />
      </Stack>
    </form>
  );
}

function Commits({ commits }: { commits: RepositoryState['commits'] }) {
  const { locale } = useLocale();
  return (
    <ol className={classes.commits}>
      {commits.slice(0, shown).map(({ commit, title, at }) => (
        <li key={commit}>
          <span>{title}</span>
          <small>
            <code className="mono">{commit}</code> · {formatMoment(at, locale)}
          </small>
        </li>
      ))}
    </ol>
  );
}
