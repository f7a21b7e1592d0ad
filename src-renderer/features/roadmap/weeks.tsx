/** The weeks: the one that is open unfolded, the others by their progress. What the lab can see is ticked by evidence; the rest by the person. */
import { Checkbox, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Roadmap, RoadmapTask } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { guidePath } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import classes from './roadmap.module.css';
import { currentWeek, hoursDone } from './weeks-model.ts';

export function Weeks({ at }: { at: string | undefined }) {
  const { t } = useTranslation('roadmap');
  const { language } = useLocale();
  const roadmap = useQuery(queries.guide.roadmap({ language }));
  const [chosen, setChosen] = useState<string | null | undefined>(at);
  if (roadmap.error) return <ErrorState error={roadmap.error} onRetry={() => void roadmap.refetch()} />;
  if (!roadmap.data) return <TableSkeleton rows={12} />;
  const { weeks, hours } = roadmap.data;
  const all = weeks.flatMap(({ tasks }) => tasks);
  const open = chosen === undefined ? currentWeek(weeks) : chosen;
  return (
    <>
      <div className={classes.overall}>
        <Progress value={(hoursDone(all) / (hours * weeks.length)) * 100} aria-label={t('progress')} />
        <span className="tabular">
          {t('overall', { done: all.filter(({ done }) => done).length, tasks: all.length, hours: hoursDone(all), total: hours * weeks.length })}
        </span>
      </div>
      <ol className={classes.weeks}>
        {weeks.map((week, index) => (
          <Week
            key={week.id}
            week={week}
            number={index + 1}
            isOpen={week.id === open}
            onToggle={() => setChosen(week.id === open ? null : week.id)}
          />
        ))}
      </ol>
      <p className={classes.quiet}>{t('constancy')}</p>
    </>
  );
}

function Week({ week, number, isOpen, onToggle }: { week: Roadmap['weeks'][number]; number: number; isOpen: boolean; onToggle(): void }) {
  const { t } = useTranslation('roadmap');
  const done = week.tasks.filter((task) => task.done).length;
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  return (
    <li data-done={done === week.tasks.length || undefined}>
      <button type="button" className={classes.weekHead} aria-expanded={isOpen} onClick={onToggle}>
        <Arrow size={16} aria-hidden />
        <span className={classes.number}>{t('week', { number })}</span>
        <strong>{week.title}</strong>
        <span className="tabular">{t('done', { done, tasks: week.tasks.length })}</span>
      </button>
      {isOpen && (
        <div className={classes.week}>
          <p>{week.goal}</p>
          <p>
            <strong>{t('deliverable')}</strong> {week.deliverable}
          </p>
          <ul>
            {week.tasks.map((task) => (
              <Task key={task.id} task={task} />
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}

function Task({ task }: { task: RoadmapTask }) {
  const { t } = useTranslation('roadmap');
  const tick = useAction((done: boolean) => api.guide.tick({ id: task.id, done }));
  const { evidence, by } = task;
  return (
    <li className={classes.task}>
      <Checkbox
        checked={task.done}
        disabled={by === 'evidence' || tick.isPending}
        onChange={(event) => tick.mutate(event.currentTarget.checked)}
        aria-label={task.text}
      />
      <div>
        <p>{task.text}</p>
        <p className={classes.links}>
          {task.links.map(({ ref, label }) => (
            <Link key={ref} href={guidePath(ref)}>
              {label}
            </Link>
          ))}
        </p>
      </div>
      <div className={classes.side}>
        <span className="tabular">{t('hours', { hours: task.hours })}</span>
        {evidence && <small>{t(`evidence.${evidence.kind}`, { have: evidence.have, need: evidence.need })}</small>}
        {by === 'person' && <small>{t('byPerson')}</small>}
      </div>
    </li>
  );
}
