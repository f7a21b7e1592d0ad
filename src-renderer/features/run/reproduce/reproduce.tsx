/** How to have a run again: a pipeline's from its own recipe, Python's from what it says of itself. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../app/queries.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import { Section } from '../../../components/page.tsx';
import { uriOf } from '../artifacts/place.ts';
import type { RunDetail } from '../run-view.tsx';
import { sourceOf } from '../tag-kinds.ts';
import { ArtifactText } from './artifact-text.tsx';
import { commandsOf } from './commands.ts';
import { imagesOf } from './images.ts';
import { PipelineRecipe } from './pipeline-recipe.tsx';
import classes from './reproduce.module.css';
import { useEnvironment } from './use-environment.ts';

export function Reproduce({ run }: { run: RunDetail }) {
  // The run of the whole pipeline says what its steps ran in.
  const parent = useQuery({ ...queries.tracking.run({ runId: run.parentRunId ?? '' }), enabled: run.parentRunId !== null });
  const images = imagesOf({ ...parent.data?.tags, ...run.tags });
  return (
    <div className={classes.reproduce}>
      {run.pipelineRunId === null ? <PythonRecipe run={run} /> : <PipelineRecipe pipelineRunId={run.pipelineRunId} images={images} />}
      <Environment run={run} />
    </div>
  );
}

function PythonRecipe({ run }: { run: RunDetail }) {
  const { t } = useTranslation('run');
  const requirements = useEnvironment(run).files.find(({ path }) => path.endsWith('requirements.txt'));
  const { code, packages, start, params } = commandsOf(run, sourceOf(run.tags), requirements ? uriOf(requirements) : null);
  return (
    <>
      <p className={classes.lead}>{t('reproduce.python')}</p>
      <Section title={t('reproduce.code')} id="code">
        {code ? <CodeBlock language="bash" text={code} /> : <p className={classes.quiet}>{t('reproduce.noCommit')}</p>}
      </Section>
      <Section title={t('reproduce.packages')} id="packages">
        {packages ? <CodeBlock language="bash" text={packages} /> : <p className={classes.quiet}>{t('reproduce.noPackages')}</p>}
        {packages && <p className={classes.quiet}>{t('reproduce.server')}</p>}
      </Section>
      <Section title={t('reproduce.command')} id="command">
        {start ? <CodeBlock language="bash" text={start} /> : <p className={classes.quiet}>{t('reproduce.noCommand')}</p>}
      </Section>
      {Object.keys(run.params).length > 0 && (
        <Section title={t('params')} id="pasted-params">
          <CodeBlock language="python" text={params} />
        </Section>
      )}
    </>
  );
}

function Environment({ run }: { run: RunDetail }) {
  const { t } = useTranslation('run');
  const { files, pending } = useEnvironment(run);
  if (pending) return <LinesSkeleton n={3} />;
  if (files.length === 0) return null;
  return (
    <Section title={t('reproduce.environment')} id="environment">
      {files.map((file) => (
        <ArtifactText key={file.path} file={file} />
      ))}
    </Section>
  );
}
