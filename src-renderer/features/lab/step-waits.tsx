/** Why a step that could begin has not: what the queue of the lab says of it. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../app/queries.ts';
import classes from './lab.module.css';

export function StepWaits({ runId, step }: { runId: string; step: string }) {
  const { t } = useTranslation('lab');
  const queue = useQuery({ ...queries.queue.list(), staleTime: 0 });
  const waits = queue.data?.steps.find((each) => each.runId === runId && each.step === step);
  return waits ? <p className={classes.quiet}>{t(`waits.${waits.waitsFor}`)}</p> : null;
}
