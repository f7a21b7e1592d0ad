/** A small text among a run's artifacts, folded under its name. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../../app/queries.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import classes from './reproduce.module.css';
import type { EnvironmentFile } from './use-environment.ts';

export function ArtifactText({ file }: { file: EnvironmentFile }) {
  const { path } = file;
  const [open, setOpen] = useState(path.endsWith('requirements.txt'));
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className={classes.file}>
      <summary className="mono">{path}</summary>
      {open && <Content file={file} />}
    </details>
  );
}

function Content({ file }: { file: EnvironmentFile }) {
  const { data, error, refetch } = useQuery(queries.tracking.artifact(file));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <CodeBlock language={file.path.endsWith('.yaml') ? 'yaml' : 'text'} text={data.content} /> : <LinesSkeleton n={3} />;
}
