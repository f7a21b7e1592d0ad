/** Channels: switched on and off, tried out, edited, and each with what it was to tell. */
import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChannelView, saySeverity } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import classes from './alerting.module.css';
import { ChannelForm } from './channel-form.tsx';
import { Deliveries } from './deliveries.tsx';

export function Channels() {
  const { t } = useTranslation('alerting');
  const channels = useQuery(queries.channels.list());
  const [edited, setEdited] = useState<string | null>(null);
  if (channels.error) return <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />;
  if (!channels.data) return <LinesSkeleton n={4} />;
  if (edited !== null) return <ChannelForm channel={channels.data.find(({ name }) => name === edited)} onDone={() => setEdited(null)} />;
  return (
    <>
      <div className={classes.actions}>
        <Button leftSection={<Plus size={14} />} onClick={() => setEdited('')}>
          {t('channels.new')}
        </Button>
      </div>
      <ul className={classes.list}>
        {channels.data.map((channel) => (
          <ChannelRow key={channel.name} channel={channel} onEdit={() => setEdited(channel.name)} />
        ))}
      </ul>
    </>
  );
}

function ChannelRow({ channel, onEdit }: { channel: ChannelView; onEdit(): void }) {
  const { t } = useTranslation('alerting');
  const { locale } = useLocale();
  const [isOpen, setOpen] = useState(false);
  const { name, target, enabled, least, waiting, failed } = channel;
  const save = useAction(() => {
    const { secret: _, waiting: _w, failed: _f, ...rest } = channel;
    return api.channels.save({ ...rest, enabled: !enabled });
  });
  const test = useAction(
    async () => {
      // A browser asks before it shows notifications, and only when somebody has pressed something.
      if (target.kind === 'desktop' && 'Notification' in window) await Notification.requestPermission();
      return api.channels.test({ name });
    },
    { onSuccess: () => setOpen(true) },
  );
  return (
    <li className={classes.row} data-off={!enabled || undefined}>
      <div className={classes.head}>
        <Switch size="xs" checked={enabled} aria-label={t('channels.enable', { name })} onChange={() => save.mutate()} />
        <b>{name}</b>
        <span className={classes.quiet}>
          {t(`target.${target.kind}`)} · {t('channels.least', { severity: saySeverity(least, locale) })}
          {waiting > 0 && ` · ${t('channels.waiting', { count: waiting })}`}
        </span>
        {failed > 0 && <span className={classes.error}>{t('channels.failed', { count: failed })}</span>}
        <span className={classes.buttons}>
          <Button size="compact-xs" variant="default" leftSection={<Send size={12} />} onClick={() => test.mutate()} loading={test.isPending}>
            {t('channels.test')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={onEdit} aria-label={t('rules.editOf', { name })}>
            {t('rules.edit')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {t('channels.deliveries')}
          </Button>
        </span>
      </div>
      <p className={classes.quiet}>{whereTo(channel)}</p>
      {isOpen && <Deliveries filter={{ channel: name, limit: 20 }} />}
    </li>
  );
}

function whereTo({ target, secret }: ChannelView): string {
  const kept = secret ? ` · ${secret}` : '';
  if (target.kind === 'webhook') return `${target.url}${kept}`;
  if (target.kind === 'email') return `${target.to.join(', ')} · ${target.host}:${target.port}${kept}`;
  return secret ?? '';
}
