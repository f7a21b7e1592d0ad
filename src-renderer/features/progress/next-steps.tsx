/** The best next step with its reason and a button; a few others below it. */
import { Button } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { NextStep } from '#contract';
import { paths } from '../../app/paths.ts';
import classes from './progress.module.css';

const tabs = { begin: 'estudar', read: 'estudar', quiz: 'questionario', challenge: 'desafio', 'begin-challenge': 'desafio' } as const;

function placeOf({ kind, moduleId }: NextStep): string {
  if (kind === 'review') return paths.review();
  return kind === 'task' || moduleId === null ? paths.roadmap() : paths.architecture(moduleId, tabs[kind]);
}

export function NextSteps({ steps }: { steps: readonly NextStep[] }) {
  const { t } = useTranslation('progress');
  const [best, ...others] = steps;
  if (!best) return null;
  const words = ({ kind, title, have, need }: NextStep) => t(`next.${kind}`, { title, have, need, count: need });
  return (
    <section aria-labelledby="next-step" className={classes.next}>
      <div className={classes.best}>
        <div>
          <p className={classes.quiet} id="next-step">
            {t('next.title')}
          </p>
          <h2>{words(best)}</h2>
          <p className={classes.quiet}>
            {t(`next.why.${best.kind}`)} {best.minutes !== null && t('minutes', { minutes: best.minutes })}
          </p>
        </div>
        <Button component={Link} href={placeOf(best)} rightSection={<ArrowRight size={16} />}>
          {t('next.go')}
        </Button>
      </div>
      {others.length > 0 && (
        <ul aria-label={t('next.others')}>
          {others.map((step) => (
            <li key={`${step.kind}${step.moduleId}`}>
              <Link href={placeOf(step)}>{words(step)}</Link>
              {step.minutes !== null && <small className="tabular">{t('minutes', { minutes: step.minutes })}</small>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
