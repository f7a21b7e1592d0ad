/** What one study found: the verdict, column by column, all together, by segment, and how good the model probably is. */
import { Button, Progress } from '@mantine/core';
import { Download, FlaskConical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DriftStudy, StudyReport } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/use-action.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import { formatInstant, formatNumber, formatPercent } from '../../../lib/format.ts';
import { fileName, save } from '../../../lib/save.ts';
import { DistributionLegend } from '../distribution.tsx';
import classes from './study.module.css';
import { SubjectRow } from './subject-row.tsx';
import { Together } from './together.tsx';

export function StudyView({ study }: { study: DriftStudy }) {
  const { t } = useTranslation('drift');
  const { studyId, status, report, error, progress } = study;
  const cancel = useAction(() => api.drift.cancel({ studyId }));
  if (status === 'running')
    return (
      <div className={classes.running} role="status">
        <Progress value={progress * 100} aria-label={t('study.progress')} />
        <Button variant="default" onClick={() => cancel.mutate()}>
          {t('study.cancel')}
        </Button>
      </div>
    );
  if (error) return <FailureNote failure={error} />;
  if (!report) return <p className={classes.quiet}>{t(status === 'interrupted' ? 'study.interrupted' : 'study.cancelled')}</p>;
  return (
    <div className={classes.view}>
      <Verdict study={study} report={report} />
      {report.subjects.length > 0 && (
        <>
          <DistributionLegend />
          <ul className={classes.subjects}>
            {report.subjects.map((subject) => (
              <SubjectRow key={subject.feature} subject={subject} />
            ))}
          </ul>
        </>
      )}
      <Together report={report} />
      {report.skipped.length > 0 && (
        <p className={classes.quiet}>
          {t('study.skipped')} {report.skipped.map(({ column, why }) => `${column} (${t(`why.${why}`)})`).join(', ')}
        </p>
      )}
    </div>
  );
}

function Verdict({ study: { studyId, plan, trackingRunId }, report }: { study: DriftStudy; report: StudyReport }) {
  const { t } = useTranslation('drift');
  const { locale } = useLocale();
  const download = useAction(async () => {
    const { html } = await api.drift.html({ studyId, language: locale === 'en' ? 'en' : 'pt' });
    save(`${fileName(`${report.current.label}-${studyId}`)}.html`, new Blob([html], { type: 'text/html' }));
  });
  const columns = report.subjects.filter(({ kind }) => kind !== 'prediction');
  const drifted = columns.filter(({ severity }) => severity !== 'none').length;
  const side = ({ label, rows, from, to }: StudyReport['current']) =>
    t(from === null || to === null ? 'study.side' : 'study.sideFromTo', {
      label,
      rows: formatNumber(rows, locale),
      from: formatInstant(from ?? 0, locale),
      to: formatInstant(to ?? 0, locale),
    });
  return (
    <div className={classes.verdict}>
      <div>
        <p>
          <b>
            {report.enough
              ? t(drifted === 0 ? 'study.noneMoved' : 'study.moved', { drifted, total: columns.length, share: formatPercent(report.score, locale) })
              : t('study.few')}
          </b>
        </p>
        <p className={classes.quiet}>
          {t('study.compared', { current: side(report.current), reference: side(report.reference) })} {t(`form.told.${plan.correction}`)}
        </p>
      </div>
      <div className={classes.actions}>
        <Button variant="default" leftSection={<Download size={14} />} loading={download.isPending} onClick={() => download.mutate()}>
          {t('study.html')}
        </Button>
        {trackingRunId && (
          <Button component={Link} href={paths.experimentRun(trackingRunId)} variant="default" leftSection={<FlaskConical size={14} />}>
            {t('study.run')}
          </Button>
        )}
      </div>
    </div>
  );
}
