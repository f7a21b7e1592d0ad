/** The skills map: levels that come from evidence alone, each with what it was made from and what is missing. */
import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { EvidenceKind } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths, type Tab } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Section } from '../../components/page.tsx';
import { formatPercent } from '../../lib/format.ts';
import classes from './roadmap.module.css';

const tabOf: Partial<Record<EvidenceKind, Tab>> = { checks: 'desafio', runs: 'desafio', quiz: 'questionario', cards: 'revisar' };

export function Skills() {
  const { t } = useTranslation('roadmap');
  const { language, locale } = useLocale();
  const areas = useQuery(queries.guide.skills({ language }));
  if (areas.error) return <ErrorState error={areas.error} onRetry={() => void areas.refetch()} />;
  if (!areas.data) return <TableSkeleton rows={12} />;
  return (
    <>
      <p className={classes.quiet}>{t('skillsLead')}</p>
      {areas.data.map((area) => (
        <Section key={area.id} title={area.title}>
          <ul className={classes.skills}>
            {area.skills.map((skill) => (
              <li key={skill.id}>
                <div>
                  <strong>{skill.title}</strong>
                  <p>{skill.text}</p>
                </div>
                <div>
                  <Progress value={skill.level * 100} aria-label={skill.title} />
                  <ul className={classes.evidence}>
                    {skill.evidence.map(({ kind, module, have, need }) => {
                      const words = t(`evidence.${kind}`, { have, need });
                      return (
                        <li key={`${kind}${module}`}>
                          {module ? (
                            <Link href={paths.architecture(module, tabOf[kind] ?? 'estudar')}>{`${module.slice(0, 2)} · ${words}`}</Link>
                          ) : (
                            words
                          )}
                        </li>
                      );
                    })}
                  </ul>
                </div>
                <span className="tabular">{formatPercent(Math.round(skill.level * 100) / 100, locale)}</span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}
