/** A trigger, new or changed: when, what, and what to do when things come together. */
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trigger } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import { Section } from '../../../components/page.tsx';
import { say } from '../../../lib/format.ts';
import { type Draft, draftOf, triggerOf } from './draft.ts';
import classes from './form.module.css';
import { ParamFields } from './param-fields.tsx';
import { Policies } from './policies.tsx';
import { SourceFields } from './source-fields.tsx';

interface Props {
  trigger: Trigger | undefined;
  onDone(): void;
}

export function TriggerForm({ trigger, onDone }: Props) {
  const modules = useQuery(queries.catalog.modules());
  if (modules.error) return <ErrorState error={modules.error} onRetry={() => void modules.refetch()} />;
  if (!modules.data) return <LinesSkeleton />;
  const open = modules.data.filter(({ available }) => available);
  return <Fields trigger={trigger} modules={open} onDone={onDone} />;
}

type Modules = Awaited<ReturnType<typeof api.catalog.modules>>;

function Fields({ trigger, modules, onDone }: Props & { modules: Modules }) {
  const { t } = useTranslation(['automation', 'common']);
  const { language } = useLocale();
  const [draft, setDraft] = useState<Draft>(() => draftOf(trigger, modules.at(-1)?.id ?? ''));
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }));
  const save = useAction(() => (trigger ? api.triggers.update(triggerOf(draft)) : api.triggers.add(triggerOf(draft))), {
    told: false,
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const pipelines = modules.map(({ id, title }) => ({ value: id, label: `${id} · ${say(title, language)}` }));
  return (
    <form onSubmit={submit} className={classes.form}>
      <div className={classes.pair}>
        <TextInput
          label={t('form.name')}
          description={t('form.nameText')}
          placeholder="treino-semanal"
          value={draft.name}
          pattern="[A-Za-z0-9_][A-Za-z0-9_\-]{0,63}"
          required
          disabled={trigger !== undefined}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          label={t('form.pipeline')}
          description={t('form.pipelineText')}
          value={draft.pipeline}
          data={pipelines}
          onChange={(event) => change({ pipeline: event.currentTarget.value, params: {}, allow: [] })}
        />
      </div>
      <Section title={t('form.when')} id="when">
        <SourceFields draft={draft} change={change} pipelines={pipelines} />
      </Section>
      <Section title={t('form.params')} id="params">
        <ParamFields draft={draft} change={change} />
      </Section>
      <Section title={t('form.policies')} id="policies">
        <Policies draft={draft} change={change} />
        <div className={classes.pair}>
          <NumberInput
            label={t('form.priority')}
            description={t('form.priorityText')}
            value={draft.priority}
            min={-100}
            max={100}
            allowDecimal={false}
            onChange={(value) => change({ priority: Number(value) })}
          />
          <TextInput
            label={t('form.tags')}
            description={t('form.tagsText')}
            placeholder="treino"
            value={draft.tags}
            onChange={(event) => change({ tags: event.currentTarget.value })}
          />
        </div>
      </Section>
      {save.error != null && <ErrorState error={save.error} />}
      <div className={classes.buttons}>
        <Button type="submit" loading={save.isPending}>
          {t(trigger ? 'common:save' : 'form.create')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
