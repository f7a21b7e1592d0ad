/** One channel: where it leads, from which severity on, and its secret, which is written here and never shown again. */
import { Button, NumberInput, PasswordInput, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Channel, type ChannelTarget, type ChannelView, saySeverity } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import classes from './alerting.module.css';

const outside = ['webhook', 'slack', 'email'] as const;

function targetOf(kind: (typeof outside)[number]): ChannelTarget {
  if (kind === 'webhook') return { kind, url: '' };
  if (kind === 'slack') return { kind };
  return { kind, host: '', port: 587, security: 'starttls', user: null, ca: null, from: '', to: [] };
}

export function ChannelForm({ channel, onDone }: { channel: ChannelView | undefined; onDone(): void }) {
  const { t } = useTranslation(['alerting', 'common']);
  const { locale } = useLocale();
  const [draft, setDraft] = useState<Channel>(() => {
    const { name = '', enabled = true, least = 'warning', resolved = true, target = targetOf('webhook') } = channel ?? {};
    return { name, enabled, least, resolved, target };
  });
  const [secret, setSecret] = useState('');
  const change = (next: Partial<Channel>) => setDraft((before) => ({ ...before, ...next }));
  const save = useAction(() => api.channels.save({ ...draft, ...(secret !== '' && { secret }) }), { told: false, onSuccess: onDone });
  const remove = useAction(() => api.channels.remove({ name: draft.name }), { onSuccess: onDone });
  const { target } = draft;
  const isOurs = target.kind === 'app' || target.kind === 'desktop';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {!isOurs && (
        <SegmentedControl
          aria-label={t('channelForm.kind')}
          value={target.kind}
          disabled={channel !== undefined}
          onChange={(kind) => change({ target: targetOf(kind as (typeof outside)[number]) })}
          data={outside.map((value) => ({ value, label: t(`target.${value}`) }))}
        />
      )}
      <p className={classes.quiet}>{t(`targetText.${target.kind}`)}</p>
      <div className={classes.pair}>
        <TextInput
          label={t('channelForm.name')}
          placeholder={t('example.name')}
          value={draft.name}
          pattern="[a-z0-9][a-z0-9\-]{0,63}"
          required
          disabled={channel !== undefined}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
        <Select
          label={t('channelForm.least')}
          data={(['info', 'warning', 'critical'] as const).map((value) => ({ value, label: saySeverity(value, locale) }))}
          value={draft.least}
          allowDeselect={false}
          onChange={(least) => least && change({ least: least as Channel['least'] })}
        />
      </div>
      {target.kind === 'webhook' && (
        <TextInput
          label={t('channelForm.url')}
          type="url"
          placeholder={t('example.url')}
          value={target.url}
          required
          onChange={({ currentTarget }) => change({ target: { ...target, url: currentTarget.value } })}
        />
      )}
      {target.kind === 'email' && <MailFields target={target} onChange={(next) => change({ target: next })} />}
      {!isOurs && (
        <PasswordInput
          label={t(`secret.${target.kind}`)}
          description={t(channel?.secret ? 'channelForm.secretKept' : 'channelForm.secretText', { secret: channel?.secret ?? '' })}
          value={secret}
          autoComplete="off"
          required={target.kind === 'slack' && !channel?.secret}
          onChange={({ currentTarget }) => setSecret(currentTarget.value)}
        />
      )}
      <Switch
        label={t('channelForm.resolved')}
        checked={draft.resolved}
        onChange={({ currentTarget }) => change({ resolved: currentTarget.checked })}
      />
      {save.error !== null && <ErrorState error={save.error} />}
      <div className={classes.actions}>
        {channel && !isOurs && (
          <Button variant="subtle" color="red" onClick={() => remove.mutate()} loading={remove.isPending} mr="auto">
            {t('form.remove')}
          </Button>
        )}
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('form.save')}
        </Button>
      </div>
    </form>
  );
}

type Mail = Extract<ChannelTarget, { kind: 'email' }>;

function MailFields({ target, onChange }: { target: Mail; onChange(target: Mail): void }) {
  const { t } = useTranslation('alerting');
  const change = (next: Partial<Mail>) => onChange({ ...target, ...next });
  return (
    <div className={classes.pair}>
      <TextInput
        label={t('mail.host')}
        placeholder={t('example.host')}
        value={target.host}
        required
        onChange={({ currentTarget }) => change({ host: currentTarget.value })}
      />
      <NumberInput
        label={t('mail.port')}
        value={target.port}
        min={1}
        max={65_535}
        required
        onChange={(typed) => typed !== '' && change({ port: Number(typed) })}
      />
      <Select
        label={t('mail.security')}
        data={(['none', 'starttls', 'tls'] as const).map((value) => ({ value, label: t(`mail.${value}`) }))}
        value={target.security}
        allowDeselect={false}
        onChange={(security) => security && change({ security: security as Mail['security'] })}
      />
      <TextInput
        label={t('mail.user')}
        value={target.user ?? ''}
        autoComplete="off"
        onChange={({ currentTarget }) => change({ user: currentTarget.value || null })}
      />
      <TextInput
        label={t('mail.from')}
        type="email"
        value={target.from}
        required
        onChange={({ currentTarget }) => change({ from: currentTarget.value })}
      />
      <TextInput
        label={t('mail.to')}
        description={t('mail.toText')}
        defaultValue={target.to.join(', ')}
        required
        onChange={({ currentTarget }) => change({ to: currentTarget.value.split(',').flatMap((one) => one.trim() || []) })}
      />
      {target.security !== 'none' && (
        <Textarea
          label={t('mail.ca')}
          description={t('mail.caText')}
          placeholder="-----BEGIN CERTIFICATE-----"
          value={target.ca ?? ''}
          autosize
          minRows={1}
          maxRows={6}
          styles={{ input: { fontFamily: 'var(--b-font-mono)', fontSize: 12 } }}
          onChange={({ currentTarget }) => change({ ca: currentTarget.value.trim() || null })}
        />
      )}
    </div>
  );
}
