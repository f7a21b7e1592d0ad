/** Progresso: what to do next, the days and the time, what the evidence says, and where each architecture stands. */
import { useQuery } from '@tanstack/react-query';
import { TrendingUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Standing } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Facts, Page, Section } from '../../components/page.tsx';
import { TakeAway } from '../../components/take-away/take-away.tsx';
import { Bar } from './bar.tsx';
import { DaysMap } from './days-map.tsx';
import { Modules } from './modules.tsx';
import { NextSteps } from './next-steps.tsx';
import classes from './progress.module.css';
import { Radar } from './radar.tsx';
import { ReportMenu } from './report-menu.tsx';
import { useTime } from './use-time.ts';

export default function ProgressPage() {
  const { t } = useTranslation('progress');
  const { language } = useLocale();
  const { data, error, refetch } = useQuery(queries.progress.standing({ language }));
  const [who, setWho] = useState('');
  useCrumbs([{ label: t('title') }]);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <ReportMenu who={who} onWho={setWho} />
          <TakeAway kind="progress" name={t('title')} />
        </>
      }
    >
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton rows={12} />}
      {data && <Standings standing={data} who={who} />}
    </Page>
  );
}

function Standings({ standing, who }: { standing: Standing; who: string }) {
  const { t } = useTranslation('progress');
  const { days, today, next, modules, skills, weeks } = standing;
  return (
    <>
      <NextSteps steps={next} />
      {days.length === 0 ? (
        <EmptyState icon={TrendingUp} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <>
          <Rhythm standing={standing} />
          <DaysMap days={days} today={today} />
        </>
      )}
      <Section
        title={t('skills.title')}
        actions={
          <Link className={classes.link} href={paths.roadmap('habilidades')}>
            {t('skills.all')}
          </Link>
        }
      >
        <p className={classes.quiet}>{t('skills.text')}</p>
        <Radar skills={skills} />
      </Section>
      <Section title={t('modules.title')}>
        <Modules modules={modules} who={who} />
      </Section>
      <Section
        title={t('weeks.title')}
        actions={
          <Link className={classes.link} href={paths.roadmap()}>
            {t('weeks.open')}
          </Link>
        }
      >
        <Weeks weeks={weeks} />
      </Section>
    </>
  );
}

function Rhythm({ standing: { time, rhythm } }: { standing: Standing }) {
  const { t } = useTranslation('progress');
  const say = useTime();
  return (
    <>
      <Facts
        items={[
          [t('facts.today'), say(time.today)],
          [t('facts.week'), `${say(time.week)} · ${t('weekDays', { count: rhythm.week })}`],
          [t('facts.total'), `${say(time.total)} · ${t('weekDays', { count: rhythm.all })}`],
          ...(rhythm.days > 1 ? [[t('facts.rhythm'), t('rhythmDays', { count: rhythm.days })] as [string, string]] : []),
        ]}
      />
      <p className={`${classes.quiet} ${classes.note}`}>
        {rhythm.days > 1 ? t('rhythmRest', { rest: rhythm.rest }) : t('rhythmBack')} {t('estimate', { pause: time.pauseMinutes })}
      </p>
    </>
  );
}

function Weeks({ weeks }: Pick<Standing, 'weeks'>) {
  const { t } = useTranslation('progress');
  return (
    <ol className={classes.weeks}>
      {weeks.map(({ id, title, hoursDone, hours }, index) => (
        <li key={id}>
          <Link href={paths.roadmap('semanas', id)} title={title}>
            {t('weeks.week', { number: index + 1 })}
          </Link>
          <Bar share={hoursDone / hours} />
          <small className="tabular">{t('weeks.hours', { done: hoursDone, hours })}</small>
        </li>
      ))}
    </ol>
  );
}
