/** The files of an export: those that are ours to read, one shown at a time; what fills the images only counted. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportPreview } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatBytes } from '../../lib/format.ts';
import { CodeBlock } from '../code-block.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import classes from './export.module.css';

export function ExportFiles({ files }: { files: ExportPreview['files'] }) {
  const { t } = useTranslation('exports');
  const { locale } = useLocale();
  const shown = files.filter(({ content }) => content !== null);
  const [path, setPath] = useState(shown[0]?.path);
  const chosen = shown.find((file) => file.path === path) ?? shown[0];
  const rest = files.filter(({ content }) => content === null);
  const bytes = rest.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <div className={classes.files}>
      <nav aria-label={t('files')}>
        <ul>
          {shown.map((file) => (
            <li key={file.path}>
              <button type="button" aria-current={file.path === chosen?.path} onClick={() => setPath(file.path)}>
                {file.path}
              </button>
            </li>
          ))}
        </ul>
        <p className={classes.quiet}>{t('imageFiles', { count: rest.length, size: formatBytes(bytes, locale) })}</p>
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={classes.content} aria-label={chosen?.path} tabIndex={0}>
        {chosen?.path.endsWith('.md') ? (
          <Markdown text={chosen.content ?? ''} />
        ) : (
          <CodeBlock language={chosen?.path.split('.').at(-1) ?? 'text'} text={chosen?.content ?? ''} />
        )}
      </section>
    </div>
  );
}
