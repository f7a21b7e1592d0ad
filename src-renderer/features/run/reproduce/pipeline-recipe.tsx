/** What made the run of a pipeline what it is, and a button that does the same again: code, params, data and seed, without the cache. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { RunRecipe } from '#contract';
import { api } from '../../../app/client.ts';
import { paths } from '../../../app/paths.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import { CodeBlock, CopyButton } from '../../../components/code-block.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import { Facts, Section } from '../../../components/page.tsx';
import { isCheckRun } from '../../../lib/check-run.ts';
import { DatasetLink } from '../datasets/dataset-link.tsx';
import { shellWord } from './commands.ts';
import type { RunImage } from './images.ts';
import classes from './reproduce.module.css';

interface Props {
  pipelineRunId: string;
  /** What its programs ran in. */
  images: readonly RunImage[];
}

export function PipelineRecipe({ pipelineRunId, images }: Props) {
  const recipe = useQuery(queries.pipelines.recipe({ runId: pipelineRunId }));
  if (recipe.error) return <ErrorState error={recipe.error} onRetry={() => void recipe.refetch()} />;
  return recipe.data ? <Recipe recipe={recipe.data} images={images} /> : <LinesSkeleton n={6} />;
}

function Recipe({ recipe, images }: { recipe: RunRecipe; images: readonly RunImage[] }) {
  const { t } = useTranslation(['run', 'common']);
  const [, go] = useLocation();
  const again = useAction(() => api.pipelines.reproduce({ runId: recipe.runId }), { onSuccess: ({ runId }) => go(paths.run(runId)) });
  const params = Object.entries(recipe.params);
  const given = params.map(([name, value]) => `--param ${shellWord(`${name}=${value}`)}`).join(' ');
  const files = recipe.code.files;
  return (
    <>
      <p className={classes.lead}>{t('reproduce.pipeline')}</p>
      <Button
        leftSection={<RotateCcw size={14} />}
        loading={again.isPending}
        disabled={files === null || isCheckRun(recipe)}
        onClick={() => again.mutate()}
        data-testid="reproduce"
      >
        {t('reproduce.again')}
      </Button>
      {isCheckRun(recipe) && <p className={classes.quiet}>{t('reproduce.ofCheck')}</p>}
      <Section title={t('reproduce.recipe')} id="recipe">
        <Facts
          items={[
            [t('reproduce.pipelineName'), recipe.pipeline],
            [t('reproduce.solution'), t(`common:solution.${recipe.solution}`)],
            [t('reproduce.engine'), t(`common:engine.${recipe.engine}`)],
            ...images.map(({ language, reference, id }): [string, React.ReactNode] => [
              t(`reproduce.image.${language}`),
              <span key={language} className={classes.copied}>
                <code className="mono" title={`${reference}@${id}`}>
                  {reference.slice(0, reference.lastIndexOf(':'))} · {id.slice('sha256:'.length, 'sha256:'.length + 12)}
                </code>
                <CopyButton text={`${reference}@${id}`} label={t('reproduce.copyImage')} />
              </span>,
            ]),
            [t('reproduce.seed'), String(recipe.seed)],
            [
              t('reproduce.digest'),
              <span key="digest" className={classes.copied}>
                <code className="mono">{recipe.code.digest.slice(0, 12)}</code>
                <CopyButton text={recipe.code.digest} label={t('reproduce.copyDigest')} />
              </span>,
            ],
            ...recipe.datasets.map(({ id, digest }): [string, React.ReactNode] => [
              t('reproduce.dataset', { id }),
              <DatasetLink key={id} name={id.split('@')[0] ?? id} digest={digest}>
                <code className="mono" title={digest}>
                  {digest.slice(0, 12)}
                </code>
              </DatasetLink>,
            ]),
          ]}
        />
      </Section>
      <Section title={t('reproduce.code')} id="code">
        {files === null && <p className={classes.quiet}>{t('reproduce.gone')}</p>}
        {files?.map(({ path }) => (
          <CodeFile key={path} runId={recipe.runId} path={path} />
        ))}
      </Section>
      {!isCheckRun(recipe) && (
        <Section title={t('reproduce.command')} id="command">
          <CodeBlock
            language="bash"
            text={`bancada run ${recipe.pipeline} --solution ${recipe.solution} --engine ${recipe.engine}${given && ` ${given}`} --no-cache`}
          />
          <p className={classes.quiet}>{t('reproduce.commandNote')}</p>
        </Section>
      )}
    </>
  );
}

function CodeFile({ runId, path }: { runId: string; path: string }) {
  const [open, setOpen] = useState(false);
  const file = useQuery({ ...queries.pipelines.code({ runId, path }), enabled: open });
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className={classes.file}>
      <summary className="mono">{path}</summary>
      {file.error && <ErrorState error={file.error} onRetry={() => void file.refetch()} />}
      {file.data && <CodeBlock text={file.data.content} language={path.endsWith('.ts') ? 'typescript' : 'text'} />}
    </details>
  );
}
