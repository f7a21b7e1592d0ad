/** CI/CD: a project's repository, the five jobs on each commit, and what they found by file and line. */
import { useQuery } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import classes from './ci.module.css';
import { Repository } from './repository.tsx';
import { RunList } from './run-list.tsx';
import { RunView } from './run-view.tsx';

export default function CiPage() {
  const { t } = useTranslation('ci');
  const { language } = useLocale();
  const { id } = useParams<{ id?: string }>();
  const projects = useQuery(queries.ci.projects());
  const project = projects.data?.[0];
  const repository = useQuery({ ...queries.ci.repository({ project: project ?? '', language }), enabled: project !== undefined });
  const runs = useQuery({ ...queries.ci.list({ ...(project !== undefined && { project }), limit: 30 }), enabled: project !== undefined });
  useCrumbs([{ label: t('title') }]);
  const failed = [projects, repository, runs].find(({ error }) => error);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  const shown = id ?? runs.data?.[0]?.id;
  return (
    <Page wide title={t('title')} lead={t('lead')}>
      <div className={classes.columns}>
        <aside className={classes.side}>
          {repository.data ? <Repository repository={repository.data} /> : <TableSkeleton rows={4} />}
          {runs.data && runs.data.length > 0 && <RunList runs={runs.data} shown={shown} />}
        </aside>
        <div className={classes.main}>
          {shown !== undefined && <RunView key={shown} id={shown} />}
          {shown === undefined && runs.data && (
            <EmptyState icon={Workflow} title={t('empty.title')}>
              {t('empty.text')}
            </EmptyState>
          )}
        </div>
      </div>
    </Page>
  );
}
