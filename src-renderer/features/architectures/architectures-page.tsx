/** The eleven architectures in the order in which they grow out of each other; what is not written yet is listed calmly. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ModuleProgress, ModuleSummary } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { say } from '../../lib/format.ts';
import classes from './architectures.module.css';

export default function ArchitecturesPage() {
  const { t } = useTranslation('architectures');
  const modules = useQuery(queries.catalog.modules());
  const overview = useQuery(queries.study.overview());
  useCrumbs([{ label: t('title') }]);
  const progressOf = (id: string) => overview.data?.modules.find(({ moduleId }) => moduleId === id);
  return (
    <Page title={t('title')} lead={t('lead')}>
      {modules.error && <ErrorState error={modules.error} onRetry={() => void modules.refetch()} />}
      {modules.isPending && <TableSkeleton rows={11} rowHeight={72} />}
      <ol className={classes.list}>
        {modules.data?.map((module) => (
          <li key={module.id} data-available={module.available || undefined}>
            <Row module={module} progress={progressOf(module.id)} />
          </li>
        ))}
      </ol>
    </Page>
  );
}

function Row({ module, progress }: { module: ModuleSummary; progress: ModuleProgress | undefined }) {
  const { t } = useTranslation('architectures');
  const { language } = useLocale();
  const title = say(module.title, language);
  return (
    <>
      <span className={classes.order}>{String(module.order).padStart(2, '0')}</span>
      <div className={classes.about}>
        <h2>{module.available ? <Link href={paths.architecture(module.id)}>{title}</Link> : title}</h2>
        <p>{say(module.summary, language)}</p>
      </div>
      <div className={classes.side}>
        {module.available ? (
          <>
            <span>{t('minutes', { reading: module.minutes.reading, challenge: module.minutes.challenge })}</span>
            {progress && <ProgressLine progress={progress} bare />}
          </>
        ) : (
          <span>{t('soon')}</span>
        )}
      </div>
    </>
  );
}
