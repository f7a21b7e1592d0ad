/** Every column against every other: blue goes with, orange goes against, and the deeper the colour the closer. The cell in hand is said above. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelationMethod, TableRelations } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { type Place, useGrid } from '../heat/use-grid.ts';
import classes from './relations.module.css';

/** With more columns than this, a cell has no room for its number. */
const roomy = 12;

export function HeatMap({ relations, method }: { relations: TableRelations; method: RelationMethod }) {
  const { t } = useTranslation('relations');
  const { locale } = useLocale();
  const columns = method === 'cramer' ? relations.categories : relations.numbers;
  const { at, grid, cell } = useGrid(columns.length, columns.length);
  const [hovered, setHovered] = useState<Place | null>(null);
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const pairOf = (a: string, b: string) =>
    relations.pairs.find((pair) => pair.method === method && ((pair.a === a && pair.b === b) || (pair.a === b && pair.b === a)));
  const sentence = ([row, column]: Place) => {
    const [a = '', b = ''] = [columns[row], columns[column]];
    const pair = pairOf(a, b);
    if (row === column) return t('itself', { column: a });
    return pair ? t('pair', { a, b, value: number.format(pair.value), rows: pair.rows.toLocaleString(locale) }) : t('noPair', { a, b });
  };
  return (
    <>
      <p className={classes.said} aria-hidden="true" data-testid="relation">
        {sentence(hovered ?? at)}
      </p>
      <p className={classes.ramp}>
        <span>{method === 'cramer' ? '0' : '−1'}</span>
        <i
          aria-hidden="true"
          style={{ background: `linear-gradient(to right, ${(method === 'cramer' ? [0, 0.5, 1] : [-1, -0.5, 0, 0.5, 1]).map(colourOf).join(', ')})` }}
        />
        <span>1</span>
      </p>
      <div className={classes.scroller}>
        <table
          {...grid}
          className={classes.map}
          data-dense={columns.length > roomy || undefined}
          aria-label={t(`name.${method}`)}
          onMouseLeave={() => setHovered(null)}
        >
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column} scope="col" title={column}>
                  <span>{column}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map((a, row) => (
              <tr key={a}>
                <th scope="row" title={a}>
                  {a}
                </th>
                {columns.map((b, column) => {
                  const value = row === column ? null : (pairOf(a, b)?.value ?? null);
                  return (
                    <td
                      key={b}
                      {...cell(row, column)}
                      aria-label={sentence([row, column])}
                      onMouseEnter={() => setHovered([row, column])}
                      style={{ background: value === null ? undefined : colourOf(value) }}
                      data-none={value === null || undefined}
                    >
                      {value === null ? (row === column ? '' : '—') : columns.length <= roomy ? number.format(value) : ''}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Never so deep that the number on it could not be read. */
function colourOf(value: number): string {
  return `color-mix(in oklab, var(--b-series-${value < 0 ? 2 : 1}) ${Math.round(Math.abs(value) * 48)}%, var(--b-surface))`;
}
