/** What would change at the target, before anything does, and the button that does it. */
import { Button } from '@mantine/core';
import { Rocket } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeployPlan, DeployWishInput } from '#contract';
import { api } from '../../../app/client.ts';
import { useAction } from '../../../app/use-action.ts';
import classes from './deploy.module.css';
import { Steps } from './steps.tsx';

export function Plan({ wish, plan }: { wish: DeployWishInput; plan: DeployPlan }) {
  const { t } = useTranslation('deploy');
  const start = useAction(() => api.deploy.start(wish));
  const changes = plan.steps.some((step) => step.do !== 'keep');
  return (
    <section className={classes.box} aria-label={t('planTitle')}>
      <h3>{t('planTitle')}</h3>
      <p className={classes.where}>{t('planAt', { where: plan.where })}</p>
      <Steps steps={plan.steps} />
      {plan.address && <p className={classes.quiet}>{t('answersAt', { address: plan.address })}</p>}
      <p className={classes.quiet}>{changes ? t('notYet') : t('nothing')}</p>
      <div>
        <Button leftSection={<Rocket size={14} />} loading={start.isPending} disabled={!changes} onClick={() => start.mutate()}>
          {t('apply')}
        </Button>
      </div>
    </section>
  );
}
