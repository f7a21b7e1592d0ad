/** What may run at the same time: memory, runs, and runs that bear a tag. */
import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueLimits, RunQueue } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { useAction } from '../../../app/use-action.ts';
import classes from '../automation.module.css';
import { useTriggerWords } from '../use-words.ts';

const gigabyte = 2 ** 30;
type Typed = string | number;

export function Limits({ limits, memory }: { limits: QueueLimits; memory: RunQueue['memory'] }) {
  const { t } = useTranslation(['automation', 'common']);
  const { locale } = useLocale();
  const { gigabytes } = useTriggerWords();
  const [bytes, setBytes] = useState<Typed>(limits.memoryBytes === null ? '' : limits.memoryBytes / gigabyte);
  const [runs, setRuns] = useState<Typed>(limits.runs ?? '');
  const [tags, setTags] = useState<[tag: string, limit: Typed][]>(Object.entries(limits.tags));
  const save = useAction((next: QueueLimits) => api.queue.saveLimits(next));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const named = tags.filter(([tag, limit]) => tag.trim() !== '' && limit !== '').map(([tag, limit]) => [tag.trim(), Number(limit)] as const);
    save.mutate({
      memoryBytes: bytes === '' ? null : Math.round(Number(bytes) * gigabyte),
      runs: runs === '' ? null : Number(runs),
      tags: Object.fromEntries(named),
    });
  };
  const change = (index: number, next: [string, Typed]) => setTags(tags.map((pair, each) => (each === index ? next : pair)));
  return (
    <form onSubmit={submit} className={classes.limits}>
      <NumberInput
        label={t('limits.memory')}
        description={t('limits.memoryText', { total: gigabytes(memory.totalBytes) })}
        placeholder={t('limits.memoryAuto', { budget: gigabytes(memory.budgetBytes) })}
        value={bytes}
        onChange={setBytes}
        min={0.25}
        step={0.5}
        suffix=" GB"
        decimalSeparator={locale === 'pt-BR' ? ',' : '.'}
      />
      <NumberInput
        label={t('limits.runs')}
        placeholder={t('limits.runsAny')}
        value={runs}
        onChange={setRuns}
        min={1}
        max={1000}
        allowDecimal={false}
      />
      <fieldset className={classes.tags}>
        <legend>{t('limits.tags')}</legend>
        <p className={classes.quiet}>{t('limits.tagsText')}</p>
        {tags.map(([tag, limit], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pair has no other name while it is being typed
          <div key={index} className={classes.tag}>
            <TextInput
              aria-label={t('limits.tag')}
              placeholder="treino"
              value={tag}
              onChange={(event) => change(index, [event.currentTarget.value, limit])}
            />
            <NumberInput
              aria-label={t('limits.tagLimit')}
              w={80}
              value={limit}
              min={1}
              allowDecimal={false}
              onChange={(value) => change(index, [tag, value])}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('limits.tagRemove', { tag })}
              onClick={() => setTags(tags.filter((_, each) => each !== index))}
            >
              <X size={14} />
            </ActionIcon>
          </div>
        ))}
        <Button size="compact-xs" variant="default" leftSection={<Plus size={12} />} onClick={() => setTags([...tags, ['', 1]])}>
          {t('limits.tagAdd')}
        </Button>
      </fieldset>
      <Button type="submit" loading={save.isPending}>
        {t('common:save')}
      </Button>
    </form>
  );
}
