/** What is to be compared with what. */
import { Button, Checkbox, NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriftSource, Endpoint } from '#contract';
import { api } from '../../../app/client.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import classes from './study.module.css';

interface Props {
  endpoint: Endpoint;
  busy: boolean;
  onStarted(studyId: string): void;
}

const currents = ['rows', 'hour', 'day'] as const;
const references = ['training', 'before', 'data'] as const;
const corrections = ['bh', 'bonferroni', 'none'] as const;
const lengths = { hour: 3_600_000, day: 86_400_000 };

export function StudyForm({ endpoint: { name, signature }, busy, onStarted }: Props) {
  const { t } = useTranslation('drift');
  const sets = useQuery(queries.datasets.list());
  const [current, setCurrent] = useState<(typeof currents)[number]>('rows');
  const [rows, setRows] = useState<number | string>(500);
  const [reference, setReference] = useState<(typeof references)[number]>('training');
  const [data, setData] = useState<string | null>(null);
  const [version, setVersion] = useState<number | string>('');
  const [segmentBy, setSegmentBy] = useState<string | null>(null);
  const [correction, setCorrection] = useState<(typeof corrections)[number]>('bh');
  const [multivariate, setMultivariate] = useState(true);
  const categories = signature.filter(({ type, choices }) => choices || type === 'string' || type === 'boolean').map((field) => field.name);

  function sources(now: number): { current: DriftSource; reference: DriftSource } {
    const count = Number(rows);
    const window: DriftSource =
      current === 'rows'
        ? { kind: 'rows', endpoint: name, rows: count, skip: 0 }
        : { kind: 'period', endpoint: name, from: now - lengths[current], to: now + 1 };
    if (reference === 'data') return { current: window, reference: { kind: 'data', dataset: version === '' ? `${data}` : `${data}@v${version}` } };
    if (reference === 'training') return { current: window, reference: { kind: 'training', endpoint: name } };
    const before: DriftSource =
      current === 'rows'
        ? { kind: 'rows', endpoint: name, rows: count, skip: count }
        : { kind: 'period', endpoint: name, from: now - 2 * lengths[current], to: now - lengths[current] };
    return { current: window, reference: before };
  }
  const start = useAction(async () => {
    const { studyId } = await api.drift.start({ ...sources(Date.now()), segmentBy, correction, multivariate });
    onStarted(studyId);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <Select
        label={t('form.current')}
        data={currents.map((value) => ({ value, label: t(`form.currents.${value}`) }))}
        value={current}
        onChange={(value) => setCurrent((value ?? 'rows') as typeof current)}
        allowDeselect={false}
      />
      {current === 'rows' && (
        <NumberInput label={t('form.rows')} value={rows} onChange={setRows} min={100} max={50_000} step={100} allowDecimal={false} required w={120} />
      )}
      <Select
        label={t('form.reference')}
        data={references.map((value) => ({ value, label: t(`form.references.${value}`) }))}
        value={reference}
        onChange={(value) => setReference((value ?? 'training') as typeof reference)}
        allowDeselect={false}
      />
      {reference === 'data' && (
        <>
          <Select searchable required label={t('form.data')} data={sets.data?.map((set) => set.name) ?? []} value={data} onChange={setData} />
          <NumberInput
            label={t('form.version')}
            placeholder={t('form.versionCurrent')}
            value={version}
            onChange={setVersion}
            min={1}
            allowDecimal={false}
            w={120}
          />
        </>
      )}
      <Select
        label={t('form.by')}
        placeholder={t('form.byNone')}
        data={categories}
        value={segmentBy}
        onChange={setSegmentBy}
        disabled={categories.length === 0}
        clearable
      />
      <Select
        label={t('form.correction')}
        data={corrections.map((value) => ({ value, label: t(`form.corrections.${value}`) }))}
        value={correction}
        onChange={(value) => setCorrection((value ?? 'bh') as typeof correction)}
        allowDeselect={false}
      />
      <Checkbox label={t('form.multivariate')} checked={multivariate} onChange={({ target }) => setMultivariate(target.checked)} />
      <Button
        type="submit"
        leftSection={<Scale size={14} />}
        loading={start.isPending}
        disabled={busy || Number(rows) < 1 || (reference === 'data' && data === null)}
      >
        {t('form.start')}
      </Button>
    </form>
  );
}
