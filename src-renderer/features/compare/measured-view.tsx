/** What the learner's own runs measured, architecture by architecture, each value a link to where it was taken from; what is missing says what to run. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Measured, type MeasuredRow, type MeasureId, sayMeasured, sheetWords } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { say } from '../../lib/format.ts';
import classes from './compare.module.css';

export function MeasuredView() {
  const { t } = useTranslation('compare');
  const { language } = useLocale();
  const rows = useQuery(queries.comparison.measured());
  if (rows.error) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data) return <TableSkeleton rows={14} />;
  const { measures } = sheetWords[language];
  const isEmpty = rows.data.every(({ values }) => Object.keys(values).length === 0);
  return (
    <>
      <p className={classes.quiet}>{t(isEmpty ? 'measuredEmpty' : 'measuredLead')}</p>
      <div className={classes.scroll}>
        <table className={classes.measured}>
          <thead>
            <tr>
              <th scope="col">{t('measure')}</th>
              {rows.data.map(({ moduleId, title }) => (
                <th key={moduleId} scope="col">
                  <Link href={paths.architecture(moduleId, 'desafio')}>{say(title, language)}</Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(Object.keys(measures) as MeasureId[]).map((id) => (
              <tr key={id}>
                <th scope="row">
                  {measures[id].name}
                  {rows.data.every(({ values }) => !values[id]) && <small>{t('toMeasure', { what: measures[id].hint })}</small>}
                </th>
                {rows.data.map((row) => (
                  <td key={row.moduleId}>
                    <Value row={row} id={id} hint={measures[id].hint} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Value({ row, id, hint }: { row: MeasuredRow; id: MeasureId; hint: string }) {
  const { language } = useLocale();
  const found = row.values[id];
  if (!found)
    return (
      <span className={classes.none} title={hint}>
        —
      </span>
    );
  const [what, ...rest] = id === 'metric' ? sayMeasured(id, found, language).split(' ').reverse() : [sayMeasured(id, found, language)];
  return (
    <Link href={hrefOf(found, row.moduleId)} className="tabular">
      {what}
      {rest.length > 0 && <small>{rest.join(' ').split('.').at(-1)}</small>}
    </Link>
  );
}

function hrefOf({ source, of }: Measured, moduleId: string): string {
  if (source.kind === 'run') return paths.run(source.id);
  if (source.kind === 'ci') return paths.ci(source.id);
  if (source.kind === 'checks') return paths.architecture(moduleId, 'desafio');
  if (source.kind === 'endpoint') return paths.service(source.id);
  return source.kind === 'rollout' && of ? paths.service(of) : paths.services();
}
