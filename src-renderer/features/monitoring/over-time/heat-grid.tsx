/** The cells. A shape besides the colour says what each means; numbers are told where the pointer or the focus is. */
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriftHeat, Locale } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { formatInstant, formatNumber } from '../../../lib/format.ts';
import { formatP } from '../drift-model.ts';
import classes from './heat.module.css';

type Cell = DriftHeat['features'][number]['cells'][number];

export function HeatGrid({ heat: { windows, features, reference } }: { heat: DriftHeat }) {
  const { t } = useTranslation('drift');
  const { locale } = useLocale();
  const [pointed, setPointed] = useState<{ feature: string; window: number } | null>(null);
  const feature = features.find((each) => each.feature === pointed?.feature);
  const window = pointed && windows[pointed.window];
  return (
    <div className={classes.box}>
      <table className={classes.grid} onMouseLeave={() => setPointed(null)}>
        <caption>{t('heat.caption', { label: reference.label, rows: formatNumber(reference.rows, locale) })}</caption>
        <tbody>
          {features.map(({ feature: name, kind, cells }) => (
            <tr key={name}>
              <th scope="row">{kind === 'prediction' ? t('prediction') : name}</th>
              {cells.map((cell, i) => (
                <td key={windows[i]?.start}>
                  <button
                    type="button"
                    className={classes.cell}
                    data-severity={cell?.severity ?? 'few'}
                    aria-label={said(cell, name, windows[i]!, t, locale)}
                    onMouseEnter={() => setPointed({ feature: name, window: i })}
                    onFocus={() => setPointed({ feature: name, window: i })}
                  />
                </td>
              ))}
            </tr>
          ))}
          <tr aria-hidden className={classes.times}>
            <th />
            <td colSpan={Math.ceil(windows.length / 2)}>{formatInstant(windows[0]!.start, locale)}</td>
            {windows.length > 1 && (
              <td colSpan={Math.floor(windows.length / 2)} data-last>
                {formatInstant(windows.at(-1)!.end, locale)}
              </td>
            )}
          </tr>
        </tbody>
      </table>
      <p className={classes.told} aria-live="polite">
        {feature && window ? said(feature.cells[pointed.window] ?? null, feature.feature, window, t, locale) : <Legend />}
      </p>
    </div>
  );
}

function Legend() {
  const { t } = useTranslation('drift');
  return (
    <span className={classes.legend}>
      {(['none', 'warning', 'high', 'few'] as const).map((severity) => (
        <span key={severity}>
          <i className={classes.cell} data-severity={severity} /> {t(`severity.${severity}`)}
        </span>
      ))}
    </span>
  );
}

function said(cell: Cell, feature: string, { start, end, rows }: DriftHeat['windows'][number], t: TFunction, locale: Locale): string {
  const when = t('heat.window', { feature, from: formatInstant(start, locale), to: formatInstant(end, locale), rows: formatNumber(rows, locale) });
  if (!cell) return `${when}: ${t('severity.few')}`;
  const numbers = t('heat.cell', { p: formatP(cell.corrected, locale), psi: formatNumber(cell.psi, locale), js: formatNumber(cell.js, locale) });
  return `${when}: ${t(`severity.${cell.severity}`)} · ${numbers}`;
}
