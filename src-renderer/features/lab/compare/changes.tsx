/** What is not the same: parameters, data, surroundings, and the code line by line. */
import { useTranslation } from 'react-i18next';
import type { RunComparison } from '#contract';
import { Lines } from '../why/difference.tsx';
import classes from './compare.module.css';

export function Changes({ compared: { code, codeKnown, params, data, surroundings } }: { compared: RunComparison }) {
  const { t } = useTranslation('lab');
  const groups = [
    ['param', params],
    ['data', data],
    ['surroundings', surroundings],
  ] as const;
  const isSame = groups.every(([, changes]) => changes.length === 0) && code.length === 0 && codeKnown;
  if (isSame) return <p>{t('compare.same')}</p>;
  return (
    <>
      {groups.some(([, changes]) => changes.length > 0) && (
        <table className={classes.table} data-testid="compare-changes">
          <thead>
            <tr>
              <th>{t('compare.what')}</th>
              <th>A</th>
              <th>B</th>
            </tr>
          </thead>
          <tbody>
            {groups.flatMap(([kind, changes]) =>
              changes.map(({ name, a, b }) => (
                <tr key={`${kind} ${name}`}>
                  <td>
                    {kind === 'surroundings' ? (
                      t(`compare.about.${name}`)
                    ) : (
                      <>
                        {t(`compare.kind.${kind}`)} <code className="mono">{name}</code>
                      </>
                    )}
                  </td>
                  <td>{a === null ? '—' : <code className="mono">{a}</code>}</td>
                  <td>{b === null ? '—' : <code className="mono">{b}</code>}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
      {!codeKnown && <p>{t('compare.codeGone')}</p>}
      {codeKnown && code.length === 0 && <p>{t('compare.sameCode')}</p>}
      {code.map(({ path, change, diff }) => (
        <details key={path} className={classes.file} open={code.length <= 3}>
          <summary>
            <code className="mono">{path}</code> <span>{t(`compare.change.${change}`)}</span>
          </summary>
          {diff ? <Lines diff={diff} label={t('why.linesOf', { name: path })} /> : <p>{t('compare.noLines')}</p>}
        </details>
      ))}
    </>
  );
}
