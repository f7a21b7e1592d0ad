/** The rate over time of the profile that the form describes, from the same stretches that are sent. */
import { useTranslation } from 'react-i18next';
import { type LoadProfile, rateAt, requestsIn, stagesOf } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { formatDuration, formatNumber } from '../../../lib/format.ts';
import classes from './load.module.css';

const width = 320;
const height = 72;
const room = 8;
const points = 160;

export function Preview({ profile }: { profile: LoadProfile }) {
  const { t } = useTranslation('load');
  const { locale } = useLocale();
  const stages = stagesOf(profile);
  const seconds = stages.reduce((sum, stage) => sum + stage.seconds, 0);
  const highest = Math.max(1e-9, ...stages.flatMap(({ from, to }) => [from, to]));
  const place = (time: number) => {
    const y = height - room - (rateAt(stages, time) / highest) * (height - 2 * room);
    return `${((time / seconds) * width).toFixed(1)},${y.toFixed(1)}`;
  };
  const path = Array.from({ length: points + 1 }, (_, i) => place((i / points) * seconds)).join(' L');
  const said = t('form.preview', {
    requests: formatNumber(requestsIn(profile), locale),
    time: formatDuration(seconds * 1000, locale),
    peak: formatNumber(highest, locale),
  });
  return (
    <>
      <svg className={classes.preview} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={said}>
        <path d={`M0,${height - room} L${path} L${width},${height - room}`} />
      </svg>
      <p className={classes.quiet}>{said}</p>
    </>
  );
}
