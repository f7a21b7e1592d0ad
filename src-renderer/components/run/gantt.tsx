/** The run on a line of time: what each step waited for its turn (hatched) and what it worked (solid). */
import { useTranslation } from 'react-i18next';
import type { PipelineRun } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatDuration } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { lookOf } from '../status.ts';
import classes from './gantt.module.css';
import { barsOf, shortName } from './steps.ts';

interface Props {
  run: Pick<PipelineRun, 'startedAt' | 'endedAt' | 'steps'>;
  selectedId?: string | null;
  onSelect?: (id: string) => void;
}

export function Gantt({ run, selectedId, onSelect }: Props) {
  const { t } = useTranslation('common');
  const { locale } = useLocale();
  const now = useNow(run.endedAt === null, 200);
  const bars = barsOf(run, run.endedAt ?? now);
  const total = Math.max(1, ...bars.map((bar) => bar.endedAt));
  if (bars.length === 0) return <p className={classes.empty}>{t('run.ganttEmpty')}</p>;
  const share = (ms: number) => `${(ms / total) * 100}%`;
  return (
    <section className={classes.gantt} aria-label={t('run.gantt')}>
      {bars.map((bar) => {
        const worked = bar.endedAt - bar.startedAt;
        const waited = bar.startedAt - bar.readyAt;
        const words = `${bar.id}: ${t('run.wait')} ${formatDuration(waited, locale)}, ${t('run.work')} ${formatDuration(worked, locale)}`;
        return (
          <button
            key={bar.id}
            type="button"
            className={classes.row}
            aria-pressed={bar.id === selectedId}
            title={words}
            onClick={() => onSelect?.(bar.id)}
          >
            <span className={classes.name}>{shortName(bar.id)}</span>
            <span className={classes.track}>
              <span className={classes.wait} style={{ left: share(bar.readyAt), width: share(waited) }} />
              <span
                className={classes.work}
                data-look={lookOf(bar.status)}
                style={{ left: share(bar.startedAt), width: `max(2px, ${share(worked)})` }}
              />
            </span>
            <span className={classes.time}>{formatDuration(worked, locale)}</span>
          </button>
        );
      })}
      <div className={classes.axis} aria-hidden="true">
        <span>0</span>
        <span>{formatDuration(total / 2, locale)}</span>
        <span>{formatDuration(total, locale)}</span>
      </div>
      <p className={classes.legend}>
        <span className={classes.waitKey} /> {t('run.wait')} <span className={classes.workKey} /> {t('run.work')}
      </p>
    </section>
  );
}
