/** The leaderboard: the chosen one, those that were confirmed, those that were stopped and why. */
import { useTranslation } from 'react-i18next';
import type { SearchResult } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import classes from './automl.module.css';
import { sayParams, sayScore, saySome } from './words.ts';

type Row = SearchResult['rows'][number];

export function Board({ result }: { result: SearchResult }) {
  const { t } = useTranslation('automl');
  const { locale } = useLocale();
  const { metric } = result.study.objective;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>#</th>
            <th data-number>{metric}</th>
            <th data-number>{t('board.confirmed')}</th>
            <th data-number>{t('board.latency')}</th>
            <th data-number>{t('board.bytes')}</th>
            <th data-number>{t('board.folds')}</th>
            <th>{t('board.end')}</th>
            <th>{t('board.params')}</th>
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row) => (
            <tr key={row.number} data-chosen={row.isChosen || undefined}>
              <td>
                {row.number} {row.isChosen && <span className={classes.badge}>{t('board.chosen')}</span>}
              </td>
              <td data-number>
                {sayScore(row.metrics[metric], locale)} {row.deviation !== null && <small>± {saySome(row.deviation, locale, 3)}</small>}
              </td>
              <td data-number>{sayScore(row.confirmed, locale)}</td>
              <td data-number>{saySome(row.metrics.latency_us, locale, 1)}</td>
              <td data-number>{saySome(row.metrics.bytes, locale, 0)}</td>
              <td data-number>{row.units}</td>
              <td>
                <End row={row} />
              </td>
              <td>{row.members ? t('board.ensemble', { members: row.members.join(' + ') }) : sayParams(row.params, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function End({ row }: { row: Row }) {
  const { t } = useTranslation('automl');
  const found = /^(\d+)\/(\d+)@(\d+)$/.exec(row.reason ?? '');
  if (row.state === 'pruned' && found) return <>{t('end.pruned', { place: Number(found[1]), of: Number(found[2]), count: Number(found[3]) })}</>;
  if (row.state === 'pruned') return <>{t('end.time')}</>;
  if (row.state === 'failed') return <span className={classes.warning}>{row.reason}</span>;
  return <>{row.broken.length > 0 ? t('end.broken', { limits: row.broken.join(', ') }) : t(`end.${row.state}`)}</>;
}
