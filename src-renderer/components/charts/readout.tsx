/** The values under the crosshair, the greatest first; of many lines the first dozen and how many more there are. */
import { useTranslation } from 'react-i18next';
import classes from './charts.module.css';
import { type Line, nearest } from './line.ts';

interface Props {
  lines: readonly Line[];
  at: number;
  place: number;
  width: number;
  lit: string | null;
  sayX(value: number): string;
  sayY(value: number): string;
}

const most = 12;

export function Readout({ lines, at, place, width, lit, sayX, sayY }: Props) {
  const { t } = useTranslation('charts');
  const found = lines
    .flatMap((line) => {
      const point = nearest(line, at);
      return point ? [{ line, ...point }] : [];
    })
    .sort((a, b) => b.y - a.y);
  // The one that stands out is always told.
  const told = [...found.filter(({ line }) => line.id === lit), ...found.filter(({ line }) => line.id !== lit)].slice(0, most);
  const left = place > width / 2;
  return (
    <div className={classes.readout} style={left ? { right: width - place + 10 } : { left: place + 10 }}>
      <strong>{sayX(told[0]?.x ?? at)}</strong>
      <ul>
        {told.map(({ line, y }) => (
          <li key={line.id} data-lit={line.id === lit || undefined}>
            <i style={{ background: line.colour }} />
            <span>{line.label}</span>
            <b>{sayY(y)}</b>
          </li>
        ))}
      </ul>
      {found.length > told.length && <span className={classes.more}>{t('more', { count: found.length - told.length })}</span>}
    </div>
  );
}
