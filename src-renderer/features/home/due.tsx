/** What today holds: cards, a challenge that was begun, the next text. */
import { BookOpen, CircleCheck, Layers, type LucideIcon, Target } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ModuleSummary, Overview } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { say } from '../../lib/format.ts';
import classes from './home.module.css';
import { afterSolved, nextReading, openChallenges } from './home-model.ts';

interface Item {
  key: string;
  icon: LucideIcon;
  text: string;
  action: string;
  href: string;
}

export function Due({ overview, modules }: { overview: Overview; modules: ModuleSummary[] }) {
  const { t } = useTranslation('home');
  const { language } = useLocale();
  const nameOf = (id: string) => {
    const module = modules.find((each) => each.id === id);
    return module ? say(module.title, language) : id;
  };
  const next = nextReading(overview, modules);
  const after = afterSolved(overview, modules);
  const items: Item[] = [
    ...(overview.dueCards > 0
      ? [{ key: 'cards', icon: Layers, text: t('due.cards', { count: overview.dueCards }), action: t('due.review'), href: paths.review() }]
      : []),
    ...openChallenges(overview).map((progress) => ({
      key: progress.moduleId,
      icon: Target,
      text: t('due.challenge', { name: nameOf(progress.moduleId), passed: progress.checksPassed.length, checks: progress.checks }),
      action: t('due.continue'),
      href: paths.architecture(progress.moduleId, 'desafio'),
    })),
    ...(after
      ? [
          after.next
            ? {
                key: 'solved',
                icon: CircleCheck,
                text: t('due.solvedNext', { name: nameOf(after.solved), next: say(after.next.title, language) }),
                action: t('due.begin'),
                href: paths.architecture(after.next.id),
              }
            : { key: 'solved', icon: CircleCheck, text: t('due.solvedAll'), action: t('due.drift'), href: paths.monitoring() },
        ]
      : []),
    ...(next && next.id !== after?.next?.id
      ? [
          {
            key: 'next',
            icon: BookOpen,
            text: t('due.next', { name: say(next.title, language), minutes: next.minutes.reading }),
            action: t('due.read'),
            href: paths.architecture(next.id),
          },
        ]
      : []),
  ];
  if (items.length === 0) return <p className={classes.quiet}>{t('due.nothing')}</p>;
  return (
    <ul className={classes.list}>
      {items.map(({ key, icon: Icon, text, action, href }) => (
        <li key={key}>
          <Icon size={18} strokeWidth={1.6} aria-hidden />
          <span>{text}</span>
          <Link href={href}>{action}</Link>
        </li>
      ))}
    </ul>
  );
}
