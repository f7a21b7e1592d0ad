/** The portfolio: what the repository would hold, its README to read, and the button that makes it. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FolderGit2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { Markdown } from '../../components/markdown/markdown.tsx';
import { formatBytes } from '../../lib/format.ts';
import classes from './career.module.css';
import { ModuleSelect, useModule } from './module-select.tsx';

interface Props {
  module: string | undefined;
  onModule(id: string): void;
}

/** Pictures are of the repository: here they would lead nowhere. */
const withoutPictures = (text: string) => text.replaceAll(/^!\[([^\]]*)\]\(([^)]*)\)$/gm, '*$1* (`$2`)');

export function PortfolioTab({ module: chosen, onModule }: Props) {
  const { t } = useTranslation('career');
  const { language, locale } = useLocale();
  const { modules, module } = useModule(chosen);
  const moduleId = module?.id ?? '';
  const preview = useQuery({ ...queries.portfolio.preview({ moduleId, language }), enabled: moduleId !== '', retry: false });
  const write = useAction(() => api.portfolio.write({ moduleId, language }));
  return (
    <>
      <div className={classes.bar}>
        <ModuleSelect
          modules={modules}
          value={moduleId}
          onChange={(id) => {
            write.reset();
            onModule(id);
          }}
        />
        <Button size="xs" leftSection={<FolderGit2 size={14} />} loading={write.isPending} disabled={!preview.data} onClick={() => write.mutate()}>
          {t('portfolio.make')}
        </Button>
      </div>
      {write.data && (
        <div className={classes.made} role="status">
          <p>{t('portfolio.made', { commit: write.data.commit, count: write.data.files })}</p>
          <CodeBlock text={`cd ${write.data.path}\ngit log --stat\ngit remote add origin <URL>\ngit push -u origin main`} language="bash" />
        </div>
      )}
      {preview.error && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isPending && <BoxSkeleton height={280} />}
      {preview.data && (
        <div className={classes.preview}>
          <article>
            <Markdown text={withoutPictures(preview.data.readme)} compact />
          </article>
          <aside>
            <h2>{t('portfolio.files', { count: preview.data.files.length })}</h2>
            <p className={classes.quiet}>{t('portfolio.clean')}</p>
            {preview.data.imageError && <p className={classes.quiet}>{t('portfolio.noImage')}</p>}
            <ul>
              {preview.data.files
                .filter(({ path }) => !path.includes('/rootfs/'))
                .map(({ path, bytes }) => (
                  <li key={path}>
                    <code>{path}</code> <span>{formatBytes(bytes, locale)}</span>
                  </li>
                ))}
            </ul>
          </aside>
        </div>
      )}
    </>
  );
}
