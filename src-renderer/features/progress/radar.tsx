/** The areas of skills as a radar, and the same in words and figures beside it. */
import { useTranslation } from 'react-i18next';
import type { Standing } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatPercent } from '../../lib/format.ts';
import { Bar } from './bar.tsx';
import classes from './progress.module.css';

const size = 240;
const reach = 92;
const rings = [0.25, 0.5, 0.75, 1];

function pointOf(index: number, count: number, share: number): [x: number, y: number] {
  const turn = (2 * Math.PI * index) / count - Math.PI / 2;
  return [size / 2 + reach * share * Math.cos(turn), size / 2 + reach * share * Math.sin(turn)];
}

export function Radar({ skills }: Pick<Standing, 'skills'>) {
  const { t } = useTranslation('progress');
  const { locale } = useLocale();
  const line = (shares: readonly number[]) => shares.map((share, index) => pointOf(index, shares.length, share).map(Math.round).join(',')).join(' ');
  return (
    <div className={classes.radar}>
      <svg role="img" aria-label={t('skills.title')} viewBox={`0 0 ${size} ${size}`} width={size} height={size}>
        {rings.map((ring) => (
          <polygon key={ring} points={line(skills.map(() => ring))} data-ring />
        ))}
        {skills.map(({ id }, index) => {
          const [x, y] = pointOf(index, skills.length, 1);
          return <line key={id} x1={size / 2} y1={size / 2} x2={x} y2={y} />;
        })}
        <polygon points={line(skills.map(({ level }) => Math.max(0.02, level)))} data-level />
        {skills.map(({ id }, index) => {
          const [x, y] = pointOf(index, skills.length, 1.16);
          return (
            <text key={id} x={x} y={y + 4}>
              {index + 1}
            </text>
          );
        })}
      </svg>
      <ol>
        {skills.map(({ id, title, level }) => (
          <li key={id}>
            <span>{title}</span>
            <Bar share={level} />
            <span className="tabular">{formatPercent(Math.round(level * 100) / 100, locale)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
