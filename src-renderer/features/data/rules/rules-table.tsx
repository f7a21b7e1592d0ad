/** Expectations down, versions across: before one is accepted, it shows what it would have stopped. The cell in hand is said below. */
import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayExpectation } from '#contract';
import { explainFailure } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import { formatPercent } from '../../../lib/format.ts';
import { type Place, useGrid } from '../heat/use-grid.ts';
import { RuleCell, sayPast } from './rule-cell.tsx';
import { RuleForm } from './rule-form.tsx';
import classes from './rules.module.css';
import type { Past } from './use-past.ts';
import type { Rule, Rules } from './use-rules.ts';

interface Props {
  rules: readonly Rule[];
  past: Past;
  change: Rules['change'];
  acceptAll: Rules['acceptAll'];
}

export function RulesTable({ rules, past, change, acceptAll }: Props) {
  const { t } = useTranslation('suites');
  const { locale } = useLocale();
  const [open, setOpen] = useState<number | null>(null);
  const [hovered, setHovered] = useState<Place | null>(null);
  const { versions } = past;
  const { at, grid, cell } = useGrid(rules.length, Math.max(1, versions.length));
  const accepted = rules.filter((rule) => rule.accepted).length;
  const place = hovered ?? at;
  return (
    <>
      <div className={classes.scroller}>
        <table {...grid} className={classes.table} aria-label={t('table')} onMouseLeave={() => setHovered(null)} data-testid="rules">
          <thead>
            <tr>
              <th scope="col">
                <Checkbox
                  size="xs"
                  aria-label={t('acceptAll')}
                  checked={accepted === rules.length}
                  indeterminate={accepted > 0 && accepted < rules.length}
                  onChange={(event) => acceptAll(event.currentTarget.checked)}
                />
              </th>
              <th scope="col">{t('expectation')}</th>
              <th scope="col">{t('severityTitle')}</th>
              {versions.map(({ version, tags, isCurrent }) => (
                <th key={version} scope="col" title={[...(isCurrent ? [t('current')] : []), ...tags.map((tag) => `@${tag}`)].join(' ')}>
                  v{version}
                  {isCurrent && <b aria-hidden="true">•</b>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, row) => {
              const { id, asked } = rule;
              const sentence = sayExpectation(asked, locale);
              return (
                <Fragment key={id}>
                  <tr data-accepted={rule.accepted || undefined}>
                    <td>
                      <Checkbox
                        size="xs"
                        aria-label={t('accept', { rule: sentence })}
                        checked={rule.accepted}
                        onChange={(event) => change(id, { accepted: event.currentTarget.checked })}
                      />
                    </td>
                    <th scope="row">
                      <span className={classes.rule}>
                        <span>{sentence}</span>
                        <Tooltip label={t('edit')}>
                          <ActionIcon
                            size="sm"
                            variant="subtle"
                            aria-label={t('editRule', { rule: sentence })}
                            aria-expanded={open === id}
                            onClick={() => setOpen(open === id ? null : id)}
                          >
                            <Pencil size={13} />
                          </ActionIcon>
                        </Tooltip>
                      </span>
                      <code>{asked.type}</code>
                      {asked.mostly !== undefined && <small>{t('mostly', { share: formatPercent(asked.mostly, locale) })}</small>}
                    </th>
                    <td>{t(`severity.${asked.severity}`)}</td>
                    {versions.map((version, column) => (
                      <RuleCell
                        key={version.version}
                        asked={asked}
                        version={version}
                        answer={past.answer(asked, version)}
                        reach={cell(row, column)}
                        onLook={() => setHovered([row, column])}
                      />
                    ))}
                  </tr>
                  {open === id && (
                    <tr className={classes.editing}>
                      <td />
                      <td colSpan={2 + versions.length}>
                        <RuleForm asked={asked} onChange={(next) => change(id, { asked: next, accepted: true })} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className={classes.said} aria-hidden="true" data-testid="rule-said">
        {said()}
      </p>
    </>
  );

  function said(): string {
    const [rule, version] = [rules[place[0]], versions[place[1]]];
    if (!rule || !version) return '';
    if (version.error) return `v${version.version}: ${explainFailure(version.error, locale).what}`;
    const answer = past.answer(rule.asked, version);
    return `v${version.version}: ${answer ? sayPast(rule.asked, answer, locale) : t('waiting')}`;
  }
}
