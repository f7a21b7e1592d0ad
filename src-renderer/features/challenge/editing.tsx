/** The centre pane: the files as tabs and as a tree, Monaco, and what one can do with the code. */
import { ActionIcon } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { FolderTree } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '#contract';
import { queries } from '../../app/queries.ts';
import { useSettings } from '../../app/settings.ts';
import { BoxSkeleton } from '../../components/loading.tsx';
import { lazily } from '../../lib/lazily.ts';
import classes from './challenge.module.css';
import { CompareView } from './compare/compare-view.tsx';
import { EditorBar } from './editor-bar.tsx';
import { FileTabs } from './file-tabs.tsx';
import { FileTree } from './files/file-tree.tsx';
import { NewFile } from './new-file.tsx';
import { ReferenceView } from './reference-view.tsx';
import { type Bench, pipelineFile } from './use-bench.ts';

const CodeEditor = lazily(() => import('./editor/code-editor.tsx'));

const noTypes: Record<string, string> = {};
/** From here on a tree takes no room that the code needs. */
const wideWindow = 1600;

export function Editing({ challenge, bench }: { challenge: Challenge; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const sdkTypes = useQuery(queries.workspaces.sdkTypes());
  const [isTree, setTree] = useLocalStorage({ key: 'bancada.tree', defaultValue: window.innerWidth >= wideWindow, getInitialValueInEffect: false });
  const { workspace, path, shown } = bench;
  const types = sdkTypes.data ?? noTypes;
  return (
    <section className={classes.editing} aria-label={t('editor.pane')}>
      <EditorBar challenge={challenge} bench={bench} />
      {workspace.recovered.length > 0 && (
        <p className={classes.note} role="status">
          {t('recovered', { files: workspace.recovered.join(', ') })}
        </p>
      )}
      {shown === 'reference' ? (
        <ReferenceView challenge={challenge} path={path} sdkTypes={types} bench={bench} />
      ) : (
        <>
          <div className={classes.tabs}>
            <ActionIcon aria-label={t('tree.label')} title={t('tree.label')} aria-pressed={isTree} onClick={() => setTree(!isTree)}>
              <FolderTree size={15} />
            </ActionIcon>
            <FileTabs files={workspace.files ?? []} path={path} onOpen={(name) => bench.open(name, null, shown)} />
            {!isTree && <NewFile taken={workspace.files?.map((file) => file.path) ?? []} create={workspace.create} onCreated={bench.open} />}
          </div>
          <div className={classes.area}>
            {isTree && <FileTree challengeId={challenge.id} bench={bench} />}
            {shown === 'compare' ? (
              <div className={classes.beside}>
                <CompareView key={challenge.id} challenge={challenge} bench={bench} />
              </div>
            ) : (
              <Code challenge={challenge} bench={bench} types={sdkTypes.isPending ? null : types} />
            )}
          </div>
        </>
      )}
    </section>
  );
}

/** Without the types of the SDK one can still write and run. */
function Code({ challenge, bench, types }: { challenge: Challenge; bench: Bench; types: Record<string, string> | null }) {
  const { settings } = useSettings();
  const { workspace, path } = bench;
  const { contents } = workspace;
  const { draft, breakpoints } = bench;
  return (
    <div className={classes.editor}>
      <Suspense fallback={<BoxSkeleton height="100%" />}>
        {contents && types && (
          <CodeEditor
            key={workspace.edition}
            challengeId={challenge.id}
            path={path in contents ? path : challenge.entry}
            files={contents}
            sdkTypes={types}
            place={bench.place}
            format={bench.format}
            formatOnSave={settings.formatOnSave}
            pipeline={path === pipelineFile ? { draft: draft.judged, breakpoints: breakpoints.steps, onBreakpoint: breakpoints.toggle } : null}
            onChange={bench.edit}
            onRun={bench.start}
            onCheck={() => bench.check()}
            onSave={() => void workspace.flush()}
            onOpen={bench.open}
          />
        )}
      </Suspense>
    </div>
  );
}
