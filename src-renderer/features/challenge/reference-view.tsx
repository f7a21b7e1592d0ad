/** The reference solution, to read: one of many good ones. */
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '#contract';
import { api } from '../../app/client.ts';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { lazily } from '../../lib/lazily.ts';
import classes from './challenge.module.css';
import { FileTabs } from './file-tabs.tsx';
import type { Bench } from './use-bench.ts';

const CodeEditor = lazily(() => import('./editor/code-editor.tsx'));

interface Props {
  challenge: Challenge;
  path: string;
  sdkTypes: Record<string, string>;
  bench: Bench;
}

export function ReferenceView({ challenge, path, sdkTypes, bench }: Props) {
  const { t } = useTranslation('challenge');
  const plan = useQuery(queries.pipelines.plan({ pipeline: challenge.id, solution: 'reference' }));
  const [chosen, setChosen] = useState(path);
  const names = plan.data && [...new Set([challenge.entry, 'pipeline.yaml', ...plan.data.steps.flatMap(({ file }) => file ?? [])])];
  const files = useQuery({
    queryKey: ['reference', challenge.id, names?.join('\n')],
    enabled: names !== undefined,
    queryFn: async () => {
      const read = await Promise.all(
        (names ?? []).map((name) => api.workspaces.read({ challengeId: challenge.id, path: name, solution: 'reference' })),
      );
      return Object.fromEntries(read.map((file) => [file.path, file.content]));
    },
  });
  const error = plan.error ?? files.error;
  if (error) return <ErrorState error={error} onRetry={() => void plan.refetch()} />;
  if (!files.data) return <BoxSkeleton height={400} />;
  const open = chosen in files.data ? chosen : challenge.entry;
  return (
    <>
      <p className={classes.note}>{t('reference.note')}</p>
      <FileTabs files={Object.keys(files.data).map((name) => ({ path: name }))} path={open} onOpen={setChosen} />
      <div className={classes.editor}>
        <Suspense fallback={<BoxSkeleton height="100%" />}>
          <CodeEditor
            challengeId={challenge.id}
            path={open}
            files={files.data}
            sdkTypes={sdkTypes}
            readOnly
            onChange={() => undefined}
            onOpen={setChosen}
            onRun={bench.start}
            onCheck={() => bench.check()}
            onSave={() => undefined}
          />
        </Suspense>
      </div>
    </>
  );
}
