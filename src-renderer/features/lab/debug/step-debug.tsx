/** What a paused step will be given, to be looked at and changed for this run only. */
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Pencil, Undo2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DebugView } from '#contract';
import { api } from '../../../app/client.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import classes from './debug.module.css';
import { EditInput } from './edit-input.tsx';

export function StepDebug({ runId, step }: { runId: string; step: string }) {
  const { t } = useTranslation('lab');
  const view = useQuery(queries.debug.inspect({ runId, step }));
  const [editing, setEditing] = useState<string | null>(null);
  if (view.error) return <ErrorState error={view.error} onRetry={() => void view.refetch()} />;
  if (!view.data) return <LinesSkeleton n={4} />;
  const about = { runId, step };
  return (
    <section className={classes.debug} data-testid="step-debug" aria-label={t('debug.given')}>
      <h2>{t('debug.given')}</h2>
      <p>{t('debug.onlyHere')}</p>
      {view.data.params.map((param) => (
        <Param key={`${param.name} ${param.value}`} about={about} param={param} />
      ))}
      {view.data.params.length === 0 && <p className={classes.quiet}>{t('debug.noParams')}</p>}
      <ul>
        {view.data.inputs.map((input) => (
          <li key={input.name}>
            <span>
              <code className="mono">{input.name}</code> <small>{input.source}</small>
              {input.was !== null && <em>{t('debug.edited')}</em>}
            </span>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<Pencil size={12} />}
              disabled={input.kind === 'folder'}
              title={input.kind === 'folder' ? t('debug.folder') : undefined}
              aria-label={t('debug.editInput', { name: input.name })}
              onClick={() => setEditing(input.name)}
            >
              {t('debug.edit')}
            </Button>
            {input.was !== null && (
              <Undo label={t('debug.undoOf', { name: input.name })} act={() => api.debug.setInput({ ...about, name: input.name, content: null })} />
            )}
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('debug.context')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard */}
        <section tabIndex={0} aria-label={t('debug.context')} className={classes.context}>
          <pre>{JSON.stringify(view.data.context, null, 2)}</pre>
        </section>
      </details>
      {editing !== null && <EditInput {...about} name={editing} onClose={() => setEditing(null)} />}
    </section>
  );
}

function Param({ about, param: { name, value, was } }: { about: { runId: string; step: string }; param: DebugView['params'][number] }) {
  const { t } = useTranslation('lab');
  const [text, setText] = useState(String(value));
  const set = useAction((next: string) => api.debug.setParam({ ...about, name, value: next }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text !== String(value)) set.mutate(text);
  };
  return (
    <form className={classes.param} onSubmit={submit}>
      <TextInput
        size="xs"
        label={
          <>
            {name} {was !== null && <em>{t('debug.wasValue', { value: String(was) })}</em>}
          </>
        }
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" loading={set.isPending} disabled={text === String(value)}>
        {t('debug.apply')}
      </Button>
      {was !== null && <Undo label={t('debug.undoOf', { name })} act={() => api.debug.setParam({ ...about, name, value: null })} />}
    </form>
  );
}

function Undo({ label, act }: { label: string; act(): Promise<unknown> }) {
  const undo = useAction(act);
  return (
    <Button size="compact-xs" variant="subtle" aria-label={label} title={label} loading={undo.isPending} onClick={() => undo.mutate()}>
      <Undo2 size={13} />
    </Button>
  );
}
