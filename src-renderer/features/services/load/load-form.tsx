/** What is sent: how many a second and for how long, from which rows, and what the answers must keep to. */
import { Button, Checkbox, NumberInput, SegmentedControl, Select, Textarea } from '@mantine/core';
import { Gauge } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint, FleetView } from '#contract';
import { api } from '../../../app/client.ts';
import { useAction } from '../../../app/use-action.ts';
import { firstDraft, kinds, type LoadDraft, planOf, profileOf } from './draft.ts';
import classes from './load.module.css';
import { Preview } from './preview.tsx';

interface Props {
  endpoint: Endpoint;
  fleet: FleetView | undefined;
  /** A test is under way: another would measure the first. */
  busy: boolean;
  onStarted(loadId: string): void;
}

export function LoadForm({ endpoint, fleet, busy, onStarted }: Props) {
  const { t } = useTranslation('load');
  const [draft, setDraft] = useState(firstDraft);
  const change = (more: Partial<LoadDraft>) => setDraft((now) => ({ ...now, ...more }));
  const plan = planOf(endpoint.name, draft);
  const start = useAction(() => (plan ? api.load.start(plan) : Promise.reject(new Error('no plan'))), {
    onSuccess: ({ loadId }) => onStarted(loadId),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (plan) start.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label={t('form.title')}>
      <h3>{t('form.title')}</h3>
      <p className={classes.quiet}>{t('form.lead')}</p>
      <SegmentedControl
        size="xs"
        fullWidth
        value={draft.kind}
        onChange={(kind) => change({ kind: kind as LoadDraft['kind'] })}
        aria-label={t('form.profile')}
        data={kinds.map((kind) => ({ value: kind, label: t(`profile.${kind}`) }))}
      />
      <Preview profile={profileOf(draft)} />
      <Rates draft={draft} change={change} />
      <Select
        label={t('form.rows')}
        value={draft.rows}
        onChange={(rows) => change({ rows: (rows ?? 'example') as LoadDraft['rows'] })}
        data={(['example', 'reference', 'own'] as const).map((rows) => ({ value: rows, label: t(`rows.${rows}`) }))}
        allowDeselect={false}
      />
      {draft.rows === 'own' && (
        <Textarea
          label={t('form.own')}
          autosize
          minRows={3}
          maxRows={8}
          value={draft.own}
          placeholder={JSON.stringify(endpoint.inputExample)}
          error={plan === null && draft.own !== '' && t('form.ownWrong')}
          onChange={(event) => change({ own: event.currentTarget.value })}
        />
      )}
      <details className={classes.more}>
        <summary>{t('form.more')}</summary>
        <More draft={draft} change={change} fleet={fleet} />
      </details>
      <div>
        <Button type="submit" leftSection={<Gauge size={14} />} loading={start.isPending} disabled={plan === null || busy || endpoint.url === null}>
          {t('form.start')}
        </Button>
      </div>
      {endpoint.url === null && <p className={classes.quiet}>{t('form.stopped')}</p>}
    </form>
  );
}

interface FieldsProps {
  draft: LoadDraft;
  change(more: Partial<LoadDraft>): void;
}

function Rates({ draft, change }: FieldsProps) {
  const { t } = useTranslation('load');
  const number = (name: 'rate' | 'from' | 'peak' | 'peakSeconds' | 'period' | 'seconds', label: string, least: number, most: number) => (
    <NumberInput label={label} min={least} max={most} value={draft[name]} onChange={(value) => change({ [name]: Number(value) })} />
  );
  return (
    <div className={classes.fields}>
      {(draft.kind === 'ramp' || draft.kind === 'wave') && number('from', t(draft.kind === 'ramp' ? 'form.from' : 'form.low'), 0, 50_000)}
      {number('rate', t(`form.rate.${draft.kind}`), 1, 50_000)}
      {draft.kind === 'spike' && number('peak', t('form.peak'), 1, 50_000)}
      {draft.kind === 'spike' && number('peakSeconds', t('form.peakSeconds'), 1, 3600)}
      {draft.kind === 'wave' && number('period', t('form.period'), 1, 3600)}
      {number('seconds', t('form.seconds'), 1, 3600)}
    </div>
  );
}

function More({ draft, change, fleet }: FieldsProps & { fleet: FleetView | undefined }) {
  const { t } = useTranslation('load');
  const limit = (value: string | number) => (value === '' ? ('' as const) : Number(value));
  return (
    <div className={classes.fields}>
      <NumberInput label={t('form.maxP99')} min={0} value={draft.maxP99} onChange={(value) => change({ maxP99: limit(value) })} />
      <NumberInput label={t('form.maxFailed')} min={0} max={100} value={draft.maxFailed} onChange={(value) => change({ maxFailed: limit(value) })} />
      <Select
        label={t('form.revision')}
        value={draft.revision}
        onChange={(revision) => change({ revision: revision ?? 'any' })}
        data={[
          { value: 'any', label: t('form.anyRevision') },
          ...(fleet?.revisions ?? []).map(({ revision }) => ({ value: String(revision), label: t('revision', { revision }) })),
        ]}
        allowDeselect={false}
      />
      <NumberInput
        label={t('form.connections')}
        min={1}
        max={2000}
        value={draft.connections}
        onChange={(value) => change({ connections: Number(value) })}
      />
      <NumberInput
        label={t('form.timeout')}
        min={0.1}
        max={120}
        value={draft.timeoutSeconds}
        onChange={(value) => change({ timeoutSeconds: Number(value) })}
      />
      <Checkbox label={t('form.random')} checked={draft.random} onChange={(event) => change({ random: event.currentTarget.checked })} />
    </div>
  );
}
