/** What stands at the target now, and away with it after a second look. */
import { Button } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeployStatus } from '#contract';
import { api } from '../../../app/client.ts';
import { useAction } from '../../../app/use-action.ts';
import { StatusShape } from '../../../components/status-shape.tsx';
import classes from './deploy.module.css';
import { usePart } from './steps.tsx';

interface Props {
  endpoint: string;
  target: string;
  status: DeployStatus;
  onGone(): void;
}

export function Standing({ endpoint, target, status, onGone }: Props) {
  const { t } = useTranslation('deploy');
  const part = usePart();
  const [sure, ask] = useState(false);
  const remove = useAction(() => api.deploy.remove({ endpoint, target }), { onSettled: onGone });
  const { found, ready, wanted, image, address, parts, where } = status;
  return (
    <section className={classes.box} aria-label={t('standing')}>
      <h3>{t('standing')}</h3>
      <p className={classes.where}>{where}</p>
      {!found && <p className={classes.quiet}>{t('absent')}</p>}
      {found && (
        <>
          <p className={classes.ready}>
            <StatusShape look={ready >= wanted ? 'ok' : 'waiting'} size={13} /> {t('ready', { ready, count: wanted })}
          </p>
          <dl className={classes.facts}>
            <dt>{t('image')}</dt>
            <dd>
              <code>{image ?? '—'}</code>
            </dd>
            <dt>{t('at')}</dt>
            <dd>
              <code>{address ?? '—'}</code>
            </dd>
            {parts.map(({ kind, name, state }) => (
              <div key={`${kind} ${name}`}>
                <dt>{part(kind)}</dt>
                <dd>
                  <code>{name}</code> · {state}
                </dd>
              </div>
            ))}
          </dl>
          <div className={classes.buttons}>
            {!sure && (
              <Button size="compact-sm" variant="default" leftSection={<Trash2 size={13} />} onClick={() => ask(true)}>
                {t('remove')}
              </Button>
            )}
            {sure && (
              <>
                <Button size="compact-sm" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
                  {t('removeSure')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => ask(false)}>
                  {t('keep')}
                </Button>
              </>
            )}
          </div>
        </>
      )}
    </section>
  );
}
