/** Above the page: where one is, the palette, what runs, and the engine. */
import { Kbd, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { ChevronRight, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useUi } from '../ui-store.ts';
import { ConnectionState } from './connection-state.tsx';
import { EngineState } from './engine-state.tsx';
import { RunningTasks } from './running-tasks.tsx';
import classes from './top-bar.module.css';

export function TopBar() {
  const { t } = useTranslation('nav');
  return (
    <header className={classes.bar}>
      <Breadcrumb />
      <UnstyledButton className={classes.search} onClick={spotlight.open} title={t('palette.open')}>
        <Search size={15} aria-hidden />
        <span>{t('palette.hint')}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </UnstyledButton>
      <div className={classes.state}>
        <ConnectionState />
        <RunningTasks />
        <EngineState />
      </div>
    </header>
  );
}

function Breadcrumb() {
  const { t } = useTranslation('nav');
  const crumbs = useUi((ui) => ui.crumbs);
  return (
    <nav aria-label={t('breadcrumb')} className={classes.crumbs}>
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={crumb.label}>
            {index > 0 && <ChevronRight size={14} aria-hidden />}
            {crumb.href && index < crumbs.length - 1 ? <Link href={crumb.href}>{crumb.label}</Link> : <span aria-current="page">{crumb.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
