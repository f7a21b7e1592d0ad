/** Where to, and what only that platform has. */
import { Button, Checkbox, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { ListChecks } from 'lucide-react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './deploy.module.css';
import { type Draft, isAddress, isRegistry, kinds } from './draft.ts';

interface Props {
  draft: Draft;
  change(more: Partial<Draft>): void;
  /** Null while there is nothing to plan. */
  onPlan: (() => void) | null;
  loading: boolean;
}

export function DeployForm({ draft, change, onPlan, loading }: Props) {
  const { t } = useTranslation('deploy');
  const { kind } = draft;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPlan?.();
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p className={classes.quiet}>{t('lead')}</p>
      <SegmentedControl
        aria-label={t('platform')}
        value={kind}
        onChange={(value) => change({ kind: value as Draft['kind'], address: '' })}
        data={kinds.map((each) => ({ value: each, label: t(`kinds.${each}`) }))}
      />
      <TextInput
        label={t(`address.${kind === 'kubernetes' ? 'cluster' : 'engine'}`)}
        description={t(`addressHint.${kind === 'kubernetes' ? 'cluster' : 'engine'}`)}
        placeholder={t(`addressExample.${kind === 'kubernetes' ? 'cluster' : 'engine'}`)}
        value={draft.address}
        maxLength={280}
        onChange={(event) => change({ address: event.currentTarget.value })}
      />
      <div className={classes.fields}>
        {kind !== 'kubernetes' && (
          <NumberInput label={t('port')} min={1} max={65_535} value={draft.port} onChange={(port) => change({ port: Number(port) })} />
        )}
        {kind === 'docker' && (
          <TextInput
            label={t('bind')}
            value={draft.bind}
            error={isAddress(draft.bind) ? null : t('bindForm')}
            onChange={(event) => change({ bind: event.currentTarget.value.trim() })}
          />
        )}
        {kind === 'swarm' && (
          <NumberInput
            label={t('replicas')}
            min={1}
            max={20}
            value={draft.replicas}
            onChange={(replicas) => change({ replicas: Number(replicas) })}
          />
        )}
      </div>
      {kind === 'docker' && draft.bind === '0.0.0.0' && <p className={classes.warning}>{t('bindOpen')}</p>}
      <TextInput
        label={t('registry')}
        description={t(`registryHint.${kind}`)}
        placeholder={t('registryExample')}
        value={draft.registry}
        maxLength={200}
        error={isRegistry(draft.registry) ? null : t('registryForm')}
        onChange={(event) => change({ registry: event.currentTarget.value.trim() })}
      />
      <Checkbox label={t('wait')} checked={draft.wait} onChange={(event) => change({ wait: event.currentTarget.checked })} />
      <div>
        <Button type="submit" variant="default" leftSection={<ListChecks size={14} />} loading={loading} disabled={onPlan === null}>
          {t('plan')}
        </Button>
      </div>
    </form>
  );
}
