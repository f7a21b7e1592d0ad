/** How the next revision comes: which strategy, what to serve, and when it counts as worse. */
import { Autocomplete, Button, Checkbox, NumberInput, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';
import { api } from '../../../app/client.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import { type Draft, draftOf, planOf, strategies } from './draft.ts';
import classes from './rollout.module.css';

export function StartRollout({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('rollout');
  const { data: models = [] } = useQuery(queries.registry.models());
  const [draft, setDraft] = useState(() => draftOf('canary', targetOf(endpoint)));
  const plan = planOf(endpoint, draft);
  const start = useAction(() => (plan ? api.rollout.start(plan) : Promise.reject(new Error('no plan'))));
  const change = (more: Partial<Draft>) => setDraft((now) => ({ ...now, ...more }));
  const targets = models.flatMap(({ name, aliases, latestVersion }) => [
    ...Object.keys(aliases).map((alias) => `${name}@${alias}`),
    ...(latestVersion ? [`${name}:${latestVersion}`] : []),
  ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (plan) start.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label={t('startTitle')}>
      <h3>{t('startTitle')}</h3>
      <p className={classes.quiet}>{t('startLead')}</p>
      <div className={classes.strategies} role="radiogroup" aria-label={t('form.strategy')}>
        {strategies.map((strategy) => (
          <UnstyledButton
            key={strategy}
            role="radio"
            aria-checked={draft.strategy === strategy}
            className={classes.strategy}
            onClick={() => setDraft((now) => draftOf(strategy, now.target))}
          >
            <b>{t(`strategy.${strategy}.name`)}</b>
            <span>{t(`strategy.${strategy}.text`)}</span>
          </UnstyledButton>
        ))}
      </div>
      <div className={classes.fields}>
        <Autocomplete
          label={t('form.target')}
          description={t('form.targetHint')}
          data={[...new Set(targets)]}
          value={draft.target}
          required
          onChange={(target) => change({ target })}
        />
        <Fields draft={draft} change={change} isValid={plan !== null} />
      </div>
      <details className={classes.more}>
        <summary>{t('form.more')}</summary>
        <Limits draft={draft} change={change} />
      </details>
      <div>
        <Button type="submit" leftSection={<Play size={14} />} loading={start.isPending} disabled={plan === null || draft.target.trim() === ''}>
          {t('form.start')}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  draft: Draft;
  change(more: Partial<Draft>): void;
}

function Fields({ draft, change, isValid }: FieldsProps & { isValid: boolean }) {
  const { t } = useTranslation('rollout');
  const { strategy } = draft;
  const number = (name: 'weight' | 'holdSeconds' | 'requests' | 'watchSeconds', label: string, max = 1_000_000) => (
    <NumberInput label={label} description=" " min={0} max={max} value={draft[name]} onChange={(value) => change({ [name]: Number(value) })} />
  );
  return (
    <>
      {strategy === 'canary' && (
        <TextInput
          label={t('form.weights')}
          description={t('form.weightsHint')}
          value={draft.weights}
          error={!isValid}
          onChange={(event) => change({ weights: event.currentTarget.value })}
        />
      )}
      {(strategy === 'ab' || strategy === 'manual') && number('weight', t('form.weight'), 100)}
      {strategy === 'shadow' && number('weight', t('form.copies'), 100)}
      {strategy === 'canary' && number('holdSeconds', t('form.hold'), 86_400)}
      {(strategy === 'canary' || strategy === 'ab' || strategy === 'shadow') && number('requests', t('form.requests'))}
      {strategy !== 'direct' && number('watchSeconds', t('form.watch'), 86_400)}
    </>
  );
}

function Limits({ draft, change }: FieldsProps) {
  const { t } = useTranslation('rollout');
  return (
    <div className={classes.fields}>
      <NumberInput label={t('form.replicas')} min={1} max={10} value={draft.replicas} onChange={(value) => change({ replicas: Number(value) })} />
      <NumberInput label={t('form.errors')} min={0} max={100} value={draft.errors} onChange={(value) => change({ errors: Number(value) })} />
      <NumberInput
        label={t('form.slower')}
        min={1}
        max={100}
        step={0.1}
        value={draft.slower}
        onChange={(value) => change({ slower: Number(value) })}
      />
      {draft.strategy === 'shadow' && (
        <NumberInput
          label={t('form.different')}
          min={0}
          max={100}
          value={draft.different}
          onChange={(value) => change({ different: Number(value) })}
        />
      )}
      {(draft.strategy === 'ab' || draft.strategy === 'shadow') && (
        <Checkbox label={t('form.auto')} checked={draft.auto} onChange={(event) => change({ auto: event.currentTarget.checked })} />
      )}
    </div>
  );
}

function targetOf({ source }: Endpoint): string {
  return source.kind === 'program' ? source.pipeline : source.name;
}
