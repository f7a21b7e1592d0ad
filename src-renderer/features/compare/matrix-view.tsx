/** The matrix: all of it with scores and the reason of the cell one points at, or two to four side by side with every reason written out. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ComparisonMatrix } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { say } from '../../lib/format.ts';
import classes from './compare.module.css';
import { matching, toggled } from './matrix-model.ts';
import { Score } from './score.tsx';

interface Props {
  matrix: ComparisonMatrix;
  chosen: readonly string[];
  onChoose(ids: readonly string[]): void;
}

export function MatrixView({ matrix, chosen, onChoose }: Props) {
  const { t } = useTranslation('compare');
  const { language } = useLocale();
  const [filter, setFilter] = useState('');
  const [at, setAt] = useState<{ module: string; criterion: string } | null>(null);
  const sideBySide = chosen.length >= 2;
  const architectures = matrix.architectures.filter(({ id }) => !sideBySide || chosen.includes(id));
  const criteria = matching(matrix, filter, language, architectures).filter(({ scored }) => scored || sideBySide);
  const pointed = at && matrix.architectures.find(({ id }) => id === at.module);
  const criterion = matrix.criteria.find(({ id }) => id === at?.criterion);
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          size="xs"
          placeholder={t('filter')}
          aria-label={t('filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <fieldset className={classes.chips}>
          <legend>{t('choose')}</legend>
          {matrix.architectures.map(({ id, title }) => (
            <button
              type="button"
              key={id}
              aria-pressed={chosen.includes(id)}
              disabled={chosen.length >= 4 && !chosen.includes(id)}
              onClick={() => onChoose(toggled(chosen, id))}
            >
              {say(title, language)}
            </button>
          ))}
        </fieldset>
        {chosen.length > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={() => onChoose([])}>
            {t('all')}
          </Button>
        )}
      </div>
      <div className={classes.scroll}>
        <table className={classes.matrix} data-reasons={sideBySide || undefined}>
          <thead>
            <tr>
              <th scope="col">{t('criterion')}</th>
              {architectures.map(({ id, title, available }) => (
                <th key={id} scope="col">
                  {available ? <Link href={paths.architecture(id)}>{say(title, language)}</Link> : say(title, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {criteria.map(({ id, title, best }) => (
              <tr key={id}>
                <th scope="row" title={best ? t('five', { best: say(best, language) }) : undefined}>
                  {say(title, language)}
                  {sideBySide && best && <small>{t('five', { best: say(best, language) })}</small>}
                </th>
                {architectures.map(({ id: module, cells }) => {
                  const cell = cells[id];
                  if (!cell) return <td key={module} />;
                  if (sideBySide)
                    return (
                      <td key={module}>
                        {cell.score !== null && <Score value={cell.score} />}
                        <p>{say(cell.reason, language)}</p>
                      </td>
                    );
                  const point = () => setAt({ module, criterion: id });
                  return (
                    <td key={module} data-at={(at?.module === module && at.criterion === id) || undefined}>
                      <button type="button" onClick={point} onFocus={point} onMouseEnter={point}>
                        {cell.score !== null && <Score value={cell.score} />}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {criteria.length === 0 && <p className={classes.quiet}>{t('nothing')}</p>}
      {!sideBySide && (
        <p className={classes.reason} aria-live="polite">
          {pointed && criterion ? (
            <>
              <strong>
                {say(pointed.title, language)} · {say(criterion.title, language)}
              </strong>{' '}
              {say(pointed.cells[criterion.id]!.reason, language)}
            </>
          ) : (
            t('pointAt')
          )}
        </p>
      )}
    </>
  );
}
