/** The graph of a version that is made of several models: its drawing, its members' versions, and its text to make another version of. */
import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ModelVersion } from '#contract';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { ModelGraphView } from '../../components/model-graph/model-graph.tsx';
import { Section } from '../../components/page.tsx';
import { connect, graphOfDraft, printGraph, readGraph } from './graph-edits.ts';
import { GraphLists } from './graph-lists.tsx';
import classes from './models.module.css';

export function Graph({ version: { name, version } }: { version: Pick<ModelVersion, 'name' | 'version'> }) {
  const { t } = useTranslation('graph');
  const found = useQuery(queries.modelGraphs.get({ name, version }));
  const [text, setText] = useState<string | null>(null);
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <BoxSkeleton height={380} />;
  const { graph, members, text: own } = found.data;
  const details = Object.fromEntries(members.map((one) => [one.member, { detail: `${one.name} v${one.version}` }]));
  return (
    <Section title={t('title')} id="graph">
      {text === null && <ModelGraphView graph={graph} details={details} />}
      {text === null ? (
        <Button variant="default" mt="sm" onClick={() => setText(own)}>
          {t('edit.open')}
        </Button>
      ) : (
        <Editor name={name} text={text} onChange={setText} />
      )}
    </Section>
  );
}

function Editor({ name, text, onChange }: { name: string; text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('graph');
  const [, go] = useLocation();
  const check = useAction((given: string) => api.modelGraphs.check({ text: given }));
  const register = useAction(() => api.modelGraphs.compose({ name, text }), { onSuccess: (made) => go(paths.model(made.name)) });
  const problems = check.data?.problems ?? [];
  const draft = useMemo(() => readGraph(text), [text]);
  return (
    <>
      {draft === null ? (
        <p className={classes.quiet}>{t('lists.unreadable')}</p>
      ) : (
        <>
          <ModelGraphView
            graph={graphOfDraft(draft)}
            details={Object.fromEntries(Object.entries(draft.members).map(([member, detail]) => [member, { detail }]))}
            onConnect={(from, to) => onChange(printGraph(connect(draft, from, to)))}
          />
          <p className={classes.quiet}>{t('lists.hint')}</p>
          <GraphLists draft={draft} onChange={(next) => onChange(printGraph(next))} />
        </>
      )}
      <Textarea
        mt="sm"
        label={t('edit.label')}
        autosize
        minRows={8}
        maxRows={24}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--b-font-mono)', fontSize: 13 } }}
        spellCheck={false}
      />
      <div className={classes.buttons} style={{ marginTop: 8 }}>
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate(text)}>
          {t('edit.check')}
        </Button>
        <Button loading={register.isPending} onClick={() => register.mutate()}>
          {t('edit.register')}
        </Button>
      </div>
      <div role="status" aria-live="polite">
        {check.data && problems.length === 0 && <p>{t('edit.fine')}</p>}
        {problems.map((problem) => (
          <p key={`${problem.path}${problem.value}`}>{t('edit.problem', { ...problem, line: problem.line ?? '?' })}</p>
        ))}
      </div>
    </>
  );
}
