/** Title, tabs and the thin line of progress of an architecture. */
import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModuleSummary } from '#contract';
import { ProgressLine } from '../components/progress-line.tsx';
import { say } from '../lib/format.ts';
import classes from './architecture.module.css';
import { useLocale } from './i18n.ts';
import { type Tab, tabs } from './paths.ts';
import { queries } from './queries.ts';

interface Props {
  module: ModuleSummary;
  tab: Tab;
  onTab(tab: Tab): void;
}

export function ArchitectureHeader({ module, tab, onTab }: Props) {
  const { t } = useTranslation('nav');
  const { language } = useLocale();
  const { data: overview } = useQuery(queries.study.overview());
  const progress = overview?.modules.find(({ moduleId }) => moduleId === module.id);
  const press = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onTab(next);
    document.getElementById(`aba-${next}`)?.focus();
  };
  return (
    <header className={classes.header}>
      <h1>{say(module.title, language)}</h1>
      <div className={classes.tabs} role="tablist" aria-label={say(module.title, language)}>
        {tabs.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`aba-${each}`}
            aria-selected={each === tab}
            aria-controls="painel"
            tabIndex={each === tab ? 0 : -1}
            onClick={() => onTab(each)}
            onKeyDown={press}
          >
            {t(`tabs.${each}`)}
          </button>
        ))}
      </div>
      <div className={classes.progress}>{progress && <ProgressLine progress={progress} />}</div>
    </header>
  );
}
