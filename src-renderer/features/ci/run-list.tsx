/** The last runs: where each stopped, and of which commit. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type CiRun, sayJob } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import classes from './ci.module.css';

export function RunList({ runs, shown }: { runs: CiRun[]; shown: string | undefined }) {
  const { t } = useTranslation('ci');
  const { locale } = useLocale();
  return (
    <nav className={classes.panel} aria-label={t('runs')}>
      <h3>{t('runs')}</h3>
      <ul className={classes.runs}>
        {runs.map(({ id, status, branch, commit, title, jobs, startedAt }) => {
          const stopped = jobs.find((job) => job.status === 'failed');
          return (
            <li key={id}>
              <Link href={paths.ci(id)} aria-current={id === shown ? 'true' : undefined}>
                <span className={classes.row}>
                  <StatusBadge status={status} label={t(`status.${status}`)} />
                  <time className={classes.quiet}>{new Date(startedAt).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })}</time>
                </span>
                <span className={classes.quiet}>
                  {branch} · <code>{commit.slice(0, 7)}</code> {stopped && `· ${sayJob(stopped.id, locale)}`}
                </span>
                {title !== '' && <span className={classes.cut}>{title}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
