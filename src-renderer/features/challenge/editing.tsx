/** The centre pane: the files as tabs, Monaco, and what one can do with the code. */

import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '#contract';
import { queries } from '../../app/queries.ts';
import { BoxSkeleton } from '../../components/loading.tsx';
import { lazily } from '../../lib/lazily.ts';
import classes from './challenge.module.css';
import { EditorBar } from './editor-bar.tsx';
import { FileTabs } from './file-tabs.tsx';
import { NewFile } from './new-file.tsx';
import { ReferenceView } from './reference-view.tsx';
import { type Bench, pipelineFile } from './use-bench.ts';

const CodeEditor = lazily(() => import('./editor/code-editor.tsx'));

const noTypes: Record<string, string> = {};

export function Editing({ challenge, bench }: { challenge: Challenge; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const sdkTypes = useQuery(queries.workspaces.sdkTypes());
  const { workspace, path, shown } = bench;
  // After a reset the models must start again from what the core has.
  const [edition, setEdition] = useState(0);
  const contents = workspace.contents;
  return (
    <section className={classes.editing} aria-label={t('editor.pane')}>
      <EditorBar challenge={challenge} bench={bench} onReset={(name) => workspace.reset(name).finally(() => setEdition((before) => before + 1))} />
      {shown === 'reference' ? (
        <ReferenceView challenge={challenge} path={path} sdkTypes={sdkTypes.data ?? noTypes} bench={bench} />
      ) : (
        <>
          <div className={classes.tabs}>
            <FileTabs files={workspace.files ?? []} path={path} onOpen={bench.open} />
            <NewFile taken={workspace.files?.map((file) => file.path) ?? []} create={workspace.create} onCreated={bench.open} />
          </div>
          <div className={classes.editor}>
            <Suspense fallback={<BoxSkeleton height="100%" />}>
              {/* Without the types of the SDK one can still write and run. */}
              {contents && !sdkTypes.isPending && (
                <CodeEditor
                  key={edition}
                  challengeId={challenge.id}
                  path={path in contents ? path : challenge.entry}
                  files={contents}
                  sdkTypes={sdkTypes.data ?? noTypes}
                  place={bench.place}
                  pipeline={
                    path === pipelineFile
                      ? { draft: bench.draft.judged, breakpoints: bench.breakpoints.steps, onBreakpoint: bench.breakpoints.toggle }
                      : null
                  }
                  onChange={bench.edit}
                  onRun={bench.start}
                  onCheck={() => bench.check()}
                  onSave={() => void workspace.flush()}
                />
              )}
            </Suspense>
          </div>
        </>
      )}
    </section>
  );
}
