/** How many replicas the endpoint has: a number, or a policy that follows the load. */
import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FleetView } from '#contract';
import { api } from '../../../app/client.ts';
import { useAction } from '../../../app/use-action.ts';
import classes from './rollout.module.css';

const calmSeconds = 30;

export function Scale({ fleet: { endpoint, revisions, scaling } }: { fleet: FleetView }) {
  const { t } = useTranslation('rollout');
  const [mode, setMode] = useState(scaling ? 'auto' : 'fixed');
  const [replicas, setReplicas] = useState(revisions[0]?.wanted ?? 1);
  const [policy, setPolicy] = useState(scaling ?? { min: 1, max: 5, concurrency: 4, cpu: 0.7, calmMs: calmSeconds * 1000 });
  const apply = useAction(() => api.rollout.scale(mode === 'auto' ? { endpoint, scaling: policy } : { endpoint, replicas, scaling: null }));
  const change = (more: Partial<typeof policy>) => setPolicy((now) => ({ ...now, ...more }));
  return (
    <section className={classes.scale} aria-label={t('scale.title')}>
      <h3>{t('scale.title')}</h3>
      <SegmentedControl
        size="xs"
        value={mode}
        onChange={setMode}
        aria-label={t('scale.title')}
        data={[
          { value: 'fixed', label: t('scale.fixed') },
          { value: 'auto', label: t('scale.auto') },
        ]}
      />
      <div className={classes.fields}>
        {mode === 'fixed' ? (
          <NumberInput label={t('scale.replicas')} min={1} max={10} value={replicas} onChange={(value) => setReplicas(Number(value))} />
        ) : (
          <>
            <NumberInput label={t('scale.min')} min={1} max={10} value={policy.min} onChange={(value) => change({ min: Number(value) })} />
            <NumberInput label={t('scale.max')} min={policy.min} max={10} value={policy.max} onChange={(value) => change({ max: Number(value) })} />
            <NumberInput
              label={t('scale.concurrency')}
              min={1}
              max={1000}
              value={policy.concurrency}
              onChange={(value) => change({ concurrency: Number(value) })}
            />
            <NumberInput
              label={t('scale.cpu')}
              min={5}
              max={100}
              value={Math.round(policy.cpu * 100)}
              onChange={(value) => change({ cpu: Number(value) / 100 })}
            />
          </>
        )}
      </div>
      {mode === 'auto' && <p className={classes.quiet}>{t('scale.hint', { seconds: Math.round(policy.calmMs / 1000) })}</p>}
      <div>
        <Button variant="default" loading={apply.isPending} onClick={() => apply.mutate()}>
          {t('scale.apply')}
        </Button>
      </div>
    </section>
  );
}
