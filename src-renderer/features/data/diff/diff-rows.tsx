/** Rows that came, went or changed: how many, and some of them. */
import { useTranslation } from 'react-i18next';
import type { TableDifference } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import classes from '../data.module.css';

type Cell = TableDifference['examples']['added'][number][number];

export function DiffRows({ table: { rows, key, columns: perColumn, examples } }: { table: TableDifference }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const number = (value: number) => value.toLocaleString(locale);
  const counts = [
    ['added', rows.added],
    ['removed', rows.removed],
    ...(key.length > 0 ? ([['changed', rows.changed]] as const) : []),
    ['unchanged', rows.unchanged],
  ] as const;
  return (
    <>
      <h3>{t('diff.rows', { before: number(rows.before), after: number(rows.after) })}</h3>
      <dl className={classes.counts}>
        {counts.map(([kind, count]) => (
          <div key={kind} data-change={kind}>
            <dt>{t(`diff.row.${kind}`)}</dt>
            <dd className="tabular">{number(count)}</dd>
          </div>
        ))}
      </dl>
      {perColumn.some(({ changed }) => changed > 0) && (
        <p className={classes.quiet}>
          {t('diff.perColumn', {
            columns: perColumn
              .filter(({ changed }) => changed > 0)
              .map(({ column, changed }) => `${column} (${number(changed)})`)
              .join(', '),
          })}
        </p>
      )}
      {examples.added.length + examples.removed.length + examples.changed.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        <section className={classes.scroller} tabIndex={0} aria-label={t('diff.examples')}>
          <table className={classes.cells}>
            <thead>
              <tr>
                <th scope="col">
                  <span className={classes.hidden}>{t('diff.change')}</span>
                </th>
                {examples.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {examples.changed.map(({ before, after }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: examples stay in their order.
                <Row key={`c${at}`} kind="changed" cells={after} before={before} />
              ))}
              {examples.added.map((cells, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: examples stay in their order.
                <Row key={`a${at}`} kind="added" cells={cells} />
              ))}
              {examples.removed.map((cells, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: examples stay in their order.
                <Row key={`r${at}`} kind="removed" cells={cells} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

const marks = { added: '+', removed: '−', changed: '~' };

function Row({ kind, cells, before }: { kind: 'added' | 'removed' | 'changed'; cells: readonly Cell[]; before?: readonly Cell[] }) {
  const { t } = useTranslation('data');
  const said = (value: Cell | undefined) => (value === null || value === undefined ? t('missing') : String(value));
  return (
    <tr data-change={kind}>
      <td title={t(`diff.row.${kind}`)}>
        <b>{marks[kind]}</b>
      </td>
      {cells.map((cell, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column.
        <td key={at}>
          {before && said(before[at]) !== said(cell) ? (
            <>
              <del>{said(before[at])}</del> <ins>{said(cell)}</ins>
            </>
          ) : (
            said(cell)
          )}
        </td>
      ))}
    </tr>
  );
}
