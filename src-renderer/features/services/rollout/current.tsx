/** The rollout under way: where it stands, what is seen now, and what a person may do. */
import { Button, NumberInput } from '@mantine/core';
import { ArrowRight, ChevronsRight, Pause, Play, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rollout } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { useAction } from '../../../app/use-action.ts';
import { lookOf } from '../../../components/status.ts';
import { StatusShape } from '../../../components/status-shape.tsx';
import { formatPercent } from '../../../lib/format.ts';
import { EvidenceTable } from './evidence.tsx';
import classes from './rollout.module.css';

export function Current({ rollout }: { rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const { locale } = useLocale();
  const { plan, status, phase, step, steps, weight, stable, candidate, waits, now } = rollout;
  const facts = { candidate, stable, step: step + 1, steps, weight: formatPercent(weight / 100, locale) };
  const shown = phase !== 'step' ? phase : plan.strategy === 'shadow' ? 'shadow' : steps > 1 ? 'step' : 'split';
  return (
    <section className={classes.current} aria-label={t(`strategy.${plan.strategy}.name`)}>
      <h3>
        {t(`strategy.${plan.strategy}.name`)} <StatusShape look={waits && phase === 'step' ? 'waiting' : lookOf(status)} />{' '}
        <span className={classes.quiet}>{t(`status.${status}`)}</span>
      </h3>
      <p role="status">
        {t(`phase.${shown}`, facts)} {waits && phase === 'step' && <b>{t('waits')}</b>}
      </p>
      {steps > 1 && <Steps rollout={rollout} />}
      {now && <EvidenceTable evidence={now} revisions={{ stable, candidate }} />}
      {plan.strategy === 'manual' && phase === 'step' && <Weight key={weight} endpoint={rollout.endpoint} weight={weight} />}
      <Buttons rollout={rollout} />
    </section>
  );
}

/** Shares to come and shares passed. */
function Steps({ rollout: { plan, phase, step, steps } }: { rollout: Rollout }) {
  const { locale } = useLocale();
  const weights = [...(plan.weights ?? [5, 25, 50]).filter((weight) => weight < 100), 100];
  const at = phase === 'starting' ? -1 : phase === 'step' ? step : steps;
  return (
    <ol className={classes.steps}>
      {weights.map((weight, index) => (
        <li key={weight} data-state={index < at ? 'done' : index === at ? 'now' : undefined} aria-current={index === at ? 'step' : undefined}>
          {formatPercent(weight / 100, locale)}
        </li>
      ))}
    </ol>
  );
}

function Weight({ endpoint, weight }: { endpoint: string; weight: number }) {
  const { t } = useTranslation('rollout');
  const [value, setValue] = useState(weight);
  const set = useAction(() => api.rollout.weight({ endpoint, weight: value }));
  return (
    <div className={classes.weight}>
      <NumberInput label={t('form.weight')} min={0} max={100} value={value} onChange={(next) => setValue(Number(next))} />
      <Button variant="default" loading={set.isPending} onClick={() => set.mutate()}>
        {t('act.weight')}
      </Button>
    </div>
  );
}

function Buttons({ rollout: { endpoint, status, phase, step, steps } }: { rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const next = useAction((all: boolean) => api.rollout.promote({ endpoint, all }));
  const pause = useAction(() => api.rollout.pause({ endpoint }));
  const resume = useAction(() => api.rollout.resume({ endpoint }));
  const back = useAction(() => api.rollout.rollback({ endpoint }));
  const isLooking = phase === 'step' || phase === 'watching';
  return (
    <div className={classes.buttons}>
      {phase === 'step' && step + 1 < steps && (
        <Button variant="default" leftSection={<ArrowRight size={14} />} loading={next.isPending} onClick={() => next.mutate(false)}>
          {t('act.next')}
        </Button>
      )}
      {isLooking && (
        <Button leftSection={<ChevronsRight size={14} />} loading={next.isPending} onClick={() => next.mutate(true)}>
          {phase === 'watching' ? t('act.finish') : t('act.promote')}
        </Button>
      )}
      {isLooking && status === 'running' && (
        <Button variant="default" leftSection={<Pause size={14} />} loading={pause.isPending} onClick={() => pause.mutate()}>
          {t('act.pause')}
        </Button>
      )}
      {status === 'paused' && (
        <Button variant="default" leftSection={<Play size={14} />} loading={resume.isPending} onClick={() => resume.mutate()}>
          {t('act.resume')}
        </Button>
      )}
      {phase !== 'undoing' && phase !== 'finishing' && (
        <Button color="red" variant="light" leftSection={<Undo2 size={14} />} loading={back.isPending} onClick={() => back.mutate()}>
          {t('act.rollback')}
        </Button>
      )}
    </div>
  );
}
