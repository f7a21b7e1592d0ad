import { ActionIcon, Button, Menu, Switch } from '@mantine/core';
import { Ellipsis, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Trigger } from '#contract';
import { api } from '../../../app/client.ts';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/use-action.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import classes from '../automation.module.css';
import { FiringOutcome } from '../history/firing-outcome.tsx';
import { useTriggerWords } from '../use-words.ts';
import { HookAddress } from './hook-address.tsx';

/** One trigger: a line that can be read aloud, and what can be done about it. */
export function TriggerCard({ trigger, allPaused }: { trigger: Trigger; allPaused: boolean }) {
  const { t } = useTranslation('automation');
  const [, go] = useLocation();
  const { source, moment } = useTriggerWords();
  const { name, pipeline, paused, nextAt, last, hook, problem } = trigger;
  const pause = useAction((stop: boolean) => (stop ? api.triggers.pause({ name }) : api.triggers.resume({ name })));
  const fire = useAction(() => api.triggers.fire({ name }));
  const remove = useAction(() => api.triggers.remove({ name }));
  const renew = useAction(() => api.triggers.renewToken({ name }));
  const isOff = paused || allPaused;
  return (
    <li className={classes.card} data-off={isOff || undefined}>
      <Switch checked={!paused} aria-label={t('enable', { name })} onChange={(event) => pause.mutate(!event.currentTarget.checked)} />
      <div className={classes.cardWhat}>
        <b>{name}</b>
        <p>{source(trigger.source)}</p>
        <p className={classes.quiet}>
          {t('starts', { pipeline })}
          {trigger.source.kind === 'cron' && ` · ${trigger.source.timezone}`}
          {` · ${t(`overlap.${trigger.overlap}.short`)}`}
        </p>
      </div>
      <dl className={classes.cardFacts}>
        <div>
          <dt>{t('next')}</dt>
          <dd>{isOff ? t('paused') : nextAt === null ? t('onEvent') : moment(nextAt)}</dd>
        </div>
        <div>
          <dt>{t('last')}</dt>
          <dd>{last ? <FiringOutcome firing={last} /> : t('never')}</dd>
        </div>
      </dl>
      <div className={classes.cardActions}>
        <Button size="xs" variant="default" leftSection={<Play size={12} />} loading={fire.isPending} onClick={() => fire.mutate()}>
          {t('fire')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('more', { name })}>
              <Ellipsis size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => go(paths.automation('editar', name))}>{t('edit')}</Menu.Item>
            {hook && <Menu.Item onClick={() => renew.mutate()}>{t('renew')}</Menu.Item>}
            <Menu.Item color="red" onClick={() => remove.mutate()}>
              {t('remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {hook && <HookAddress hook={hook} />}
      {(problem ?? last?.error) && (
        <div className={classes.cardNote}>
          <FailureNote failure={(problem ?? last?.error)!}>
            {last?.error && !problem ? <Link href={paths.automation('historico')}>{t('tab.historico')}</Link> : null}
          </FailureNote>
        </div>
      )}
    </li>
  );
}
