/** What is in one artifact, in the form that suits it; where there are two, a switch between what it means and its source. */
import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../../../components/code-block.tsx';
import { Markdown } from '../../../components/markdown/markdown.tsx';
import { artifactKind, harmlessPage, imageSource, languageOf } from './artifact-kind.ts';
import classes from './artifacts.module.css';
import { JsonTree } from './json-tree.tsx';
import { TableView } from './table-view.tsx';
import { parseCsv, parseLines, splitTable, type Table } from './tables.ts';

export interface Artifact {
  path: string;
  bytes: number;
  encoding: 'utf8' | 'base64';
  content: string;
  truncated: boolean;
}

/** More text than this is not read on a screen, and slows it down. */
const mostText = 100_000;

export function ArtifactContent({ artifact }: { artifact: Artifact }) {
  const { t } = useTranslation('run');
  const [source, setSource] = useState(false);
  const rich = useRich(artifact);
  const { path, encoding, content, truncated } = artifact;
  if (content === '') return <p className={classes.quiet}>{t('artifacts.emptyFile')}</p>;
  const kind = artifactKind(path, encoding);
  if (kind === 'binary') return <p className={classes.quiet}>{t('artifacts.binary')}</p>;
  if (kind === 'image' && truncated) return <p className={classes.quiet}>{t('artifacts.largeImage')}</p>;
  if (kind === 'image') return <img src={imageSource(path, artifact)} alt={path} className={classes.image} />;
  if (rich === null) return <Text path={path} content={content} />;
  return (
    <>
      <SegmentedControl
        aria-label={t('artifacts.view')}
        className={classes.switch}
        value={source ? 'source' : 'rich'}
        onChange={(value) => setSource(value === 'source')}
        data={[
          { value: 'rich', label: t('artifacts.rich') },
          { value: 'source', label: t('artifacts.source') },
        ]}
      />
      {source ? <Text path={path} content={content} /> : rich}
    </>
  );
}

function Text({ path, content }: { path: string; content: string }) {
  const { t } = useTranslation('run');
  return (
    <>
      {content.length > mostText && <p className={classes.quiet}>{t('artifacts.beginning')}</p>}
      <CodeBlock language={languageOf(path)} text={content.slice(0, mostText)} />
    </>
  );
}

function useRich({ path, encoding, content, truncated }: Artifact): ReactNode {
  const { t } = useTranslation('run');
  const kind = artifactKind(path, encoding);
  const read = useMemo(() => parsed(kind, content, truncated), [kind, content, truncated]);
  if (kind === 'markdown') return <Markdown text={content.slice(0, mostText)} />;
  if (kind === 'html')
    return (
      <>
        <p className={classes.quiet}>{t('artifacts.sandboxed')}</p>
        <iframe sandbox="" srcDoc={harmlessPage(content)} title={path} className={classes.page} />
      </>
    );
  if (read === null) return null;
  return 'table' in read ? <TableView table={read.table} label={path} /> : <JsonTree value={read.json} label={path} />;
}

function parsed(kind: string, content: string, truncated: boolean): { table: Table } | { json: unknown } | null {
  if (kind === 'table') return { table: parseCsv(content, truncated) };
  if (kind === 'lines') {
    const table = parseLines(content, truncated);
    return table && { table };
  }
  if (kind !== 'json' || truncated) return null;
  try {
    const json: unknown = JSON.parse(content);
    const table = splitTable(json);
    return table ? { table } : { json };
  } catch {
    return null;
  }
}
