/** What the three panes share: the files, which one is open and where, the run, the checks. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Challenge } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { useWatch } from '../../app/use-watch.ts';
import type { Place } from './editor/code-editor.tsx';
import { placeOf } from './place.ts';
import { shownSession } from './shown-session.ts';
import { useBreakpoints } from './use-breakpoints.ts';
import { useDraft } from './use-draft.ts';
import { useWorkspace } from './use-workspace.ts';

export const pipelineFile = 'pipeline.yaml';

/** What the centre pane shows: the learner's code, the reference, or a file beside what it was. */
export type Shown = 'workspace' | 'reference' | 'compare';

export type Bench = ReturnType<typeof useBench>;

export function useBench(challenge: Challenge, file: string | undefined) {
  const { id } = challenge;
  const { language } = useLocale();
  const workspace = useWorkspace(id);
  const asked = placeOf(file);
  const [path, setPath] = useState(asked?.file ?? challenge.entry);
  const [place, setPlace] = useState<Place | null>(asked?.line ? { line: asked.line, ask: 0 } : null);
  const [shown, setShown] = useState<Shown>('workspace');
  const [format, setFormat] = useState(0);
  const run = useRun(id);
  const draft = useDraft(id, workspace.contents?.[pipelineFile]);
  const breakpoints = useBreakpoints(id);
  const checks = useChecks(id, language);

  /** Opens a file of the learner's, at a line if one is named. */
  const open = (name: string, line?: number | null, as: Shown = 'workspace') => {
    setShown(as);
    setPath(name);
    if (line) setPlace((before) => ({ line, ask: (before?.ask ?? 0) + 1 }));
  };
  const startRun = useAction(
    async () => {
      await workspace.flush();
      const known = new Set(draft.judged?.plan?.steps.map(({ stepId }) => stepId));
      return api.pipelines.start({ pipeline: id, pauseBefore: [...breakpoints.steps].filter((step) => known.has(step)) });
    },
    {
      onSuccess: ({ runId }) => {
        draft.rest();
        run.follow(runId);
      },
      onError: (error) => run.refuse(error),
      told: false,
    },
  );
  const startCheck = useAction(
    async (only: string[] | undefined) => {
      await workspace.flush();
      return api.workspaces.check({ challengeId: id, language, ...(only ? { only } : {}) });
    },
    { onSuccess: ({ sessionId }) => checks.follow(sessionId) },
  );

  // A run that the person started and that ended well is checked at once.
  const checkAfter = useRef<string | null>(null);
  const ended = run.value?.status;
  const endedId = run.value?.runId ?? null;
  useEffect(() => {
    if (checkAfter.current === null || checkAfter.current !== endedId || !ended || ended === 'running' || ended === 'pending') return;
    checkAfter.current = null;
    if (ended === 'succeeded') startCheck.mutate(undefined);
  }, [ended, endedId, startCheck.mutate]);

  return {
    workspace,
    edit: (file: string, content: string) => {
      workspace.edit(file, content);
      if (file === pipelineFile) draft.edit(content);
    },
    draft,
    breakpoints,
    path,
    place,
    open,
    shown,
    setShown,
    /** Every check passed the last time: the reference may be read. */
    earned: checks.session?.status === 'passed',
    format,
    putInOrder: () => setFormat((before) => before + 1),
    run,
    checks,
    running: startRun.isPending || ended === 'running' || ended === 'pending',
    checking: startCheck.isPending || checks.session?.status === 'running',
    start: () =>
      startRun.mutate(undefined, {
        onSuccess: ({ runId }) => {
          checkAfter.current = runId;
        },
      }),
    check: (only?: string[]) => startCheck.mutate(only),
  };
}

/** The run that is shown: the one just started, else the last one of this challenge. */
function useRun(pipeline: string) {
  const last = useQuery(queries.pipelines.list({ pipeline, limit: 1 }));
  const [started, setStarted] = useState<string | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const runId = started ?? last.data?.[0]?.runId ?? null;
  const { value } = useWatch(runId && `run.${runId}`, (signal) => api.pipelines.watch({ runId: runId ?? '' }, { signal }));
  return {
    runId,
    value: refused ? undefined : value,
    /** Why the last start was refused: a fault in pipeline.yaml, mostly. */
    refused: refused ?? null,
    follow(next: string) {
      setRefused(null);
      setStarted(next);
    },
    refuse: setRefused,
  };
}

function useChecks(challengeId: string, language: 'pt' | 'en') {
  const last = useQuery(queries.workspaces.lastCheck({ challengeId, language }));
  const [sessionId, follow] = useState<string | null>(null);
  const followed = sessionId ?? (last.data?.status === 'running' ? last.data.sessionId : null);
  const watched = useWatch(followed && `check.${followed}`, (signal) => api.workspaces.watchCheck({ sessionId: followed ?? '' }, { signal }));
  return { session: shownSession(watched.value, last.data), follow };
}
