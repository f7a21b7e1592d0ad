/** The experiments, each with how many runs it has. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Experiment } from '#contract';
import { paths } from '../../app/paths.ts';
import classes from './experiments.module.css';

export function ExperimentList({ experiments, chosen }: { experiments: readonly Experiment[]; chosen: string | null }) {
  const { t } = useTranslation('experiments');
  const all = experiments.reduce((sum, { runs }) => sum + runs, 0);
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
          .map((each) => item(each.experimentId, each.name, each.runs))}
      </ul>
    </nav>
  );
}
