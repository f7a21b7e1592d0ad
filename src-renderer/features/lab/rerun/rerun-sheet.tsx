/** What to run again and how, beside the plan that comes of it. */
import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PipelineRun, Rerun, RerunMode } from '#contract';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import { FastRun } from '../../../components/run/fast-run.tsx';
import { PlanTable } from './plan-table.tsx';
import classes from './rerun.module.css';

interface Props {
  run: PipelineRun;
  first: RerunMode;
  stepId: string | null;
  pending: boolean;
  onRun(options: Rerun): void;
  onClose(): void;
}

const typingMs = 300;

export function RerunSheet({ run, first, stepId, pending, onRun, onClose }: Props) {
  const { t } = useTranslation(['lab', 'common']);
  const [mode, setMode] = useState(first);
  const [step, setStep] = useState(stepId ?? run.steps.find(({ status }) => status === 'failed')?.id ?? run.steps[0]?.id ?? '');
  const [code, setCode] = useState<'workspace' | 'snapshot'>('workspace');
  const [cache, setCache] = useState(true);
  const [isFast, setIsFast] = useState(run.engine === 'warm');
  const [edited, setEdited] = useState<Record<string, string>>({});
  const params = Object.fromEntries(Object.entries(edited).filter(([name, value]) => value !== String(run.params[name])));
  const engine = run.engine === 'process' ? run.engine : isFast ? 'warm' : 'docker';
  const options: Rerun = { runId: run.runId, mode, code, cache, engine, params, ...((mode === 'from' || mode === 'only') && { step }) };
  const [asked] = useDebouncedValue(options, typingMs);
  const plan = useQuery({ ...queries.pipelines.rerunPlan(asked), retry: false, staleTime: 0 });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRun(options);
  };
  return (
    <Modal opened onClose={onClose} title={t('rerun.title')} size={760} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={submit} className={classes.sheet}>
        <div className={classes.choices}>
          <NativeSelect
            size="xs"
            label={t('rerun.what')}
            value={mode}
            onChange={(event) => setMode(event.currentTarget.value as RerunMode)}
            data={(['all', 'failed', 'from', 'only'] as const).map((value) => ({ value, label: t(`rerun.mode.${value}`) }))}
          />
          {(mode === 'from' || mode === 'only') && (
            <NativeSelect
              size="xs"
              label={t('rerun.step')}
              value={step}
              onChange={(event) => setStep(event.currentTarget.value)}
              data={stepsOf(run)}
            />
          )}
          <NativeSelect
            size="xs"
            label={t('rerun.code')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value as 'workspace' | 'snapshot')}
            data={(['workspace', 'snapshot'] as const).map((value) => ({ value, label: t(`rerun.codeOf.${value}`) }))}
          />
          {Object.entries(run.params).map(([name, value]) => (
            <TextInput
              key={name}
              label={name}
              value={edited[name] ?? String(value)}
              onChange={(event) => {
                const text = event.currentTarget.value;
                setEdited((before) => ({ ...before, [name]: text }));
              }}
            />
          ))}
        </div>
        <Checkbox label={t('rerun.noCache')} checked={!cache} onChange={(event) => setCache(!event.currentTarget.checked)} />
        {run.engine !== 'process' && <FastRun checked={isFast} onChange={setIsFast} />}
        <div className={classes.plan} aria-busy={plan.isFetching}>
          {plan.error ? (
            <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
          ) : plan.data ? (
            <PlanTable plan={plan.data} />
          ) : (
            <LinesSkeleton n={4} />
          )}
        </div>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={pending} disabled={plan.error !== null}>
            {t('again')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Each step, and each instance of a matrix by itself. */
function stepsOf(run: PipelineRun): string[] {
  return [...new Set(run.steps.flatMap(({ id, stepId }) => [stepId, id]))];
}
