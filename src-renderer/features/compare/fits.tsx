/** "Which one fits me?": weights per criterion, and the architectures by the weighted mean of their scores, with what spoke for and against each. */
import { Button, Slider } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type ComparisonMatrix, type Fit, fitOf } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { formatNumber, say } from '../../lib/format.ts';
import classes from './compare.module.css';

export function Fits({ matrix }: { matrix: ComparisonMatrix }) {
  const { t } = useTranslation('compare');
  const { language } = useLocale();
  const [weights, setWeights] = useState<Record<string, number>>({});
  const fits = fitOf(matrix, weights);
  return (
    <div className={classes.fits}>
      <section aria-label={t('weights')}>
        <p className={classes.quiet}>{t('weightsLead')}</p>
        <div className={classes.profiles}>
          {matrix.profiles.map(({ id, title, weights: of }) => (
            <Button key={id} size="compact-xs" variant="default" onClick={() => setWeights(of)}>
              {say(title, language)}
            </Button>
          ))}
          <Button size="compact-xs" variant="subtle" onClick={() => setWeights({})}>
            {t('zero')}
          </Button>
        </div>
        <ul className={classes.weights}>
          {matrix.criteria
            .filter(({ scored }) => scored)
            .map(({ id, title, best }) => (
              <li key={id}>
                <span>
                  {say(title, language)}
                  <small>{best && say(best, language)}</small>
                </span>
                <Slider
                  size="sm"
                  min={0}
                  max={5}
                  step={1}
                  value={weights[id] ?? 0}
                  onChange={(value) => setWeights({ ...weights, [id]: value })}
                  thumbLabel={t('weightOf', { name: say(title, language) })}
                />
                <output>{weights[id] ?? 0}</output>
              </li>
            ))}
        </ul>
      </section>
      <section aria-label={t('ranking')} aria-live="polite">
        {fits.length === 0 ? <p className={classes.quiet}>{t('noWeights')}</p> : <Ranking matrix={matrix} fits={fits} />}
      </section>
    </div>
  );
}

function Ranking({ matrix, fits }: { matrix: ComparisonMatrix; fits: readonly Fit[] }) {
  const { t } = useTranslation('compare');
  const { locale, language } = useLocale();
  const name = (id: string) => {
    const criterion = matrix.criteria.find((each) => each.id === id);
    return criterion ? say(criterion.title, language).toLowerCase() : id;
  };
  const reasonOf = (fit: Fit, id: string | undefined) => {
    const cell = id && matrix.architectures.find((each) => each.id === fit.id)?.cells[id];
    return cell ? say(cell.reason, language) : null;
  };
  return (
    <ol className={classes.ranking}>
      {fits.map((fit, place) => {
        const module = matrix.architectures.find(({ id }) => id === fit.id)!;
        return (
          <li key={fit.id} data-first={place === 0 || undefined}>
            <div className={classes.rankHead}>
              {module.available ? <Link href={paths.architecture(fit.id)}>{say(module.title, language)}</Link> : say(module.title, language)}
              <span className={classes.track} aria-hidden>
                <i style={{ width: `${((fit.score - 1) / 4) * 100}%` }} />
              </span>
              <strong className="tabular">{formatNumber(Math.round(fit.score * 10) / 10, locale)}</strong>
            </div>
            {fit.strongest.length > 0 && <p>{t('for', { names: fit.strongest.slice(0, 3).map(name).join(', ') })}</p>}
            {fit.weakest.length > 0 && <p>{t('against', { names: fit.weakest.slice(0, 3).map(name).join(', ') })}</p>}
            {place < 3 && (
              <ul>
                {[fit.strongest[0], fit.weakest[0]].map((id) => {
                  const reason = reasonOf(fit, id);
                  return reason && <li key={id}>{reason}</li>;
                })}
              </ul>
            )}
          </li>
        );
      })}
    </ol>
  );
}
