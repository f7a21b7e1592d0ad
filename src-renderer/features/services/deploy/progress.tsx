/** The deploy that goes on, or the last one: its steps, what went wrong, and the button that stops it. */
import { Button } from '@mantine/core';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeployJob } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { useAction } from '../../../app/use-action.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import { formatDuration, formatInstant } from '../../../lib/format.ts';
import classes from './deploy.module.css';
import { Steps } from './steps.tsx';

export function Progress({ job: { wish, status, steps, startedAt, endedAt, error } }: { job: DeployJob }) {
  const { t } = useTranslation('deploy');
  const { locale } = useLocale();
  const cancel = useAction(() => api.deploy.cancel({ endpoint: wish.endpoint }));
  const runs = status === 'running';
  const last = steps.length - 1;
  const lookOf = (index: number) => (index < last || status === 'done' ? 'ok' : runs ? 'running' : status === 'failed' ? 'failed' : 'idle');
  return (
    <section className={classes.box} aria-label={t('progress')} aria-live="polite">
      <h3>{t(`status.${status}`, { target: wish.target })}</h3>
      <p className={classes.quiet}>
        {formatInstant(startedAt, locale)}
        {endedAt !== null && ` · ${formatDuration(endedAt - startedAt, locale)}`}
      </p>
      <Steps steps={steps} lookOf={lookOf} />
      {runs && steps.length === 0 && <p className={classes.quiet}>{t('reaching')}</p>}
      {status === 'cancelled' && <p className={classes.quiet}>{t('takenBack')}</p>}
      {error && <FailureNote failure={error} />}
      {runs && (
        <div>
          <Button size="compact-sm" variant="default" leftSection={<X size={13} />} loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('cancel')}
          </Button>
        </div>
      )}
    </section>
  );
}
