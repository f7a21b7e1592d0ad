/** An empty home: the journey in four steps, the first of them a button. */
import { Button } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ModuleSummary } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { say } from '../../lib/format.ts';
import classes from './home.module.css';

const steps = ['study', 'write', 'serve', 'watch'] as const;

export function FirstSteps({ modules }: { modules: ModuleSummary[] }) {
  const { t } = useTranslation('home');
  const { language } = useLocale();
  const first = modules.find(({ available }) => available);
  if (!first) return null;
  return (
    <>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>
            <strong>{t(`first.${step}.title`)}</strong>
            <p>{t(`first.${step}.text`)}</p>
          </li>
        ))}
      </ol>
      <div className={classes.begin}>
        <Button component={Link} href={paths.architecture(first.id)} size="sm" rightSection={<ArrowRight size={16} />}>
          {t('first.begin', { name: say(first.title, language) })}
        </Button>
        <span className={classes.quiet}>{t('first.minutes', { minutes: first.minutes.reading })}</span>
        <Link href={paths.architectures()}>{t('first.all')}</Link>
      </div>
    </>
  );
}
