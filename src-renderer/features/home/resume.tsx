/** Where the learner stopped, and the button that goes on from there. */
import { Button } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ModuleSummary, Overview } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { ProgressLine } from '../../components/progress-line.tsx';
import { formatRelative, say } from '../../lib/format.ts';
import classes from './home.module.css';

export function Resume({ overview, modules }: { overview: Overview; modules: ModuleSummary[] }) {
  const { t } = useTranslation(['home', 'nav']);
  const { locale, language } = useLocale();
  const { resume } = overview;
  const module = modules.find(({ id }) => id === resume?.moduleId) ?? modules.find(({ available }) => available);
  if (!module) return null;
  const progress = overview.modules.find(({ moduleId }) => moduleId === module.id);
  const tab = resume?.tab ?? 'estudar';
  return (
    <section className={classes.resume} aria-labelledby="resume">
      <div className={classes.resumeText}>
        <p className={classes.when}>{resume ? t('resume.when', { when: formatRelative(resume.at, locale) }) : t('resume.next')}</p>
        <h2 id="resume">
          {say(module.title, language)}: {t(`nav:tabs.${tab}`)}
        </h2>
        {progress && <ProgressLine progress={progress} />}
      </div>
      <Button
        component={Link}
        href={paths.architecture(module.id, tab, resume?.section ?? undefined)}
        size="sm"
        rightSection={<ArrowRight size={16} />}
      >
        {t('resume.go')}
      </Button>
    </section>
  );
}
