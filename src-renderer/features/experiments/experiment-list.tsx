/** The experiments, each with how many runs it has. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Experiment } from '#contract';
import { paths } from '../../app/paths.ts';
import { challengeOf, isCheckRun } from '../../lib/check-run.ts';
import classes from './experiments.module.css';

export function ExperimentList({ experiments, chosen }: { experiments: readonly Experiment[]; chosen: string | null }) {
  const { t } = useTranslation('experiments');
  const ofChecks = ({ name }: Experiment) => isCheckRun({ pipeline: name });
  const all = experiments.reduce((sum, each) => sum + (ofChecks(each) ? 0 : each.runs), 0);
  const titleOf = (each: Experiment) => (ofChecks(each) ? t('ofCheck', { name: challengeOf({ pipeline: each.name }) }) : each.name);
  const item = (id: string | null, name: string, runs: number) => (
    <li key={id ?? 'all'}>
      <Link href={paths.experiments(id ?? undefined)} aria-current={id === chosen ? 'true' : undefined}>
        <span>{name}</span>
        <span className={classes.quiet}>{runs}</span>
      </Link>
    </li>
  );
  return (
    <nav aria-label={t('list')}>
      <ul className={classes.experiments}>
        {item(null, t('all'), all)}
        {experiments
          .filter(({ runs, experimentId }) => runs > 0 || experimentId === chosen)
          .sort((one, other) => Number(ofChecks(one)) - Number(ofChecks(other)))
          .map((each) => item(each.experimentId, titleOf(each), each.runs))}
      </ul>
    </nav>
  );
}
