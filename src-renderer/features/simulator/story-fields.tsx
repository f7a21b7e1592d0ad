/** The story itself: its pace, where its rows come from, and when the truth arrives. */
import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Story } from '#contract';
import { queries } from '../../app/queries.ts';
import classes from './simulator.module.css';

export function StoryFields({ story, onChange }: { story: Story; onChange(story: Story): void }) {
  const { t } = useTranslation('simulator');
  const sets = useQuery(queries.datasets.list());
  const change = (next: Partial<Story>) => onChange({ ...story, ...next });
  const names = sets.data?.map(({ name }) => name) ?? [];
  const { stream, truth } = story;
  return (
    <div className={classes.fields}>
      <TextInput
        label={t('story.name')}
        value={story.name}
        maxLength={80}
        onChange={({ currentTarget }) => currentTarget.value && change({ name: currentTarget.value })}
      />
      <div className={classes.pair}>
        <NumberInput
          label={t('story.requests')}
          value={story.requests ?? ''}
          placeholder={t('story.requestsAll')}
          min={1}
          max={100_000}
          step={100}
          allowDecimal={false}
          onChange={(typed) => change({ requests: typed === '' ? undefined : Math.max(1, Number(typed)) })}
        />
        <NumberInput
          label={t('story.seed')}
          value={story.seed}
          allowDecimal={false}
          onChange={(typed) => typed !== '' && change({ seed: Number(typed) })}
        />
        <NumberInput
          label={t('story.clock')}
          description={t('story.clockText')}
          value={story.clock}
          min={1}
          max={10_000}
          prefix="×"
          thousandSeparator={t('story.thousands')}
          decimalSeparator={t('story.thousands') === '.' ? ',' : '.'}
          onChange={(typed) => typed !== '' && change({ clock: Math.min(10_000, Math.max(1, Number(typed))) })}
        />
        <Span label={t('story.every')} description={t('story.everyText')} value={story.every} onChange={(every) => change({ every })} />
      </div>
      <Select
        label={t('story.stream')}
        placeholder={t('story.streamNone')}
        data={[...new Set([...names, ...(stream ? [stream.dataset] : [])])]}
        value={stream?.dataset ?? null}
        onChange={(dataset) => change({ stream: dataset ? { dataset, skip: 0, perRow: 1, neighbours: 0 } : undefined })}
        clearable
        searchable
      />
      {stream && (
        <div className={classes.pair}>
          <NumberInput
            label={t('story.skip')}
            value={stream.skip}
            min={0}
            allowDecimal={false}
            onChange={(typed) => change({ stream: { ...stream, skip: Number(typed) || 0 } })}
          />
          <NumberInput
            label={t('story.perRow')}
            value={stream.perRow}
            min={1}
            max={100}
            allowDecimal={false}
            onChange={(typed) => change({ stream: { ...stream, perRow: Math.max(1, Number(typed) || 1) } })}
          />
        </div>
      )}
      <Switch
        label={t('story.truth')}
        checked={truth !== undefined}
        onChange={({ currentTarget }) => change({ truth: currentTarget.checked ? { column: '', delay: '1h', share: 1 } : undefined })}
      />
      {truth && (
        <div className={classes.pair}>
          <TextInput
            label={t('story.column')}
            value={truth.column}
            onChange={({ currentTarget }) => change({ truth: { ...truth, column: currentTarget.value } })}
          />
          <Span label={t('story.delay')} value={truth.delay} onChange={(delay) => change({ truth: { ...truth, delay } })} />
        </div>
      )}
    </div>
  );
}

const isSpan = (text: string) => /^\d+(\.\d+)?(ms|s|m|h|d)$/.test(text);

/** `20s`, `3m`, `2d`; what is half typed stays in the field alone. */
function Span({ label, description, value, onChange }: { label: string; description?: string; value: string; onChange(value: string): void }) {
  const { t } = useTranslation('simulator');
  return (
    <TextInput
      key={value}
      label={label}
      {...(description && { description })}
      defaultValue={value}
      onBlur={({ currentTarget }) => {
        if (isSpan(currentTarget.value)) onChange(currentTarget.value);
        else currentTarget.value = value;
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      title={t('story.spanText')}
    />
  );
}
