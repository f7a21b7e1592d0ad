/** What stands at the target now; back to what stood there before, or away with it, after a second look. */
import { Button } from '@mantine/core';
import { Trash2, Undo2 } from 'lucide-react';
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
  const [asked, ask] = useState<'undo' | 'remove' | null>(null);
  const does = useAction((what: 'undo' | 'remove') => api.deploy[what]({ endpoint, target }), {
    onSettled: () => {
      ask(null);
      onGone();
    },
  });
  const { found, ready, wanted, image, previous, address, parts, where } = status;
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
            {previous !== null && (
              <>
                <dt>{t('previous')}</dt>
                <dd>
                  <code>{previous}</code>
                </dd>
              </>
            )}
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
            {asked === null && previous !== null && (
              <Button size="compact-sm" variant="default" leftSection={<Undo2 size={13} />} onClick={() => ask('undo')}>
                {t('undo')}
              </Button>
            )}
            {asked === null && (
              <Button size="compact-sm" variant="default" leftSection={<Trash2 size={13} />} onClick={() => ask('remove')}>
                {t('remove')}
              </Button>
            )}
            {asked !== null && (
              <>
                <Button size="compact-sm" {...(asked === 'remove' && { color: 'red' })} loading={does.isPending} onClick={() => does.mutate(asked)}>
                  {t(asked === 'remove' ? 'removeSure' : 'undoSure')}
                </Button>
                <Button size="compact-sm" variant="default" disabled={does.isPending} onClick={() => ask(null)}>
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
