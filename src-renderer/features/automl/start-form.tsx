/** A search over a data set: the column to predict is all that has to be said; the rest follows from the table. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/client.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './automl.module.css';

export function StartForm({ onStarted }: { onStarted: (searchId: string) => void }) {
  const { t } = useTranslation('automl');
  const sets = useQuery(queries.datasets.list());
  const [data, setData] = useState<string | null>(null);
  const [target, setTarget] = useState('');
  const [trials, setTrials] = useState<number | string>(27);
  const [minutes, setMinutes] = useState<number | string>(5);
  const [sampler, setSampler] = useState('tpe');
  const [pruner, setPruner] = useState('halving');
  const start = useAction(async () => {
    const asked = { data: `dataset:${data}`, target: target.trim(), trials: Number(trials), seconds: 60 * Number(minutes) };
    const { searchId } = await api.automl.start({ ...asked, sampler: sampler as 'tpe', pruner: pruner as 'halving' });
    onStarted(searchId);
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      <Select size="xs" searchable label={t('form.data')} data={sets.data?.map(({ name }) => name) ?? []} value={data} onChange={setData} />
      <TextInput size="xs" label={t('form.target')} placeholder="species" value={target} onChange={({ target: box }) => setTarget(box.value)} />
      <NumberInput size="xs" label={t('form.trials')} min={1} max={5000} value={trials} onChange={setTrials} w={110} />
      <NumberInput size="xs" label={t('form.minutes')} min={1} max={1440} value={minutes} onChange={setMinutes} w={110} />
      <Select
        size="xs"
        label={t('form.sampler')}
        data={['tpe', 'random', 'grid'].map((value) => ({ value, label: t(`sampler.${value}`) }))}
        value={sampler}
        onChange={(value) => setSampler(value ?? 'tpe')}
        allowDeselect={false}
      />
      <Select
        size="xs"
        label={t('form.pruner')}
        data={['halving', 'hyperband', 'none'].map((value) => ({ value, label: t(`pruner.${value}`) }))}
        value={pruner}
        onChange={(value) => setPruner(value ?? 'halving')}
        allowDeselect={false}
      />
      <Button type="submit" size="xs" loading={start.isPending} disabled={data === null || target.trim() === ''}>
        {t('form.start')}
      </Button>
      <p className={classes.quiet}>{t('form.locked')}</p>
    </form>
  );
}
