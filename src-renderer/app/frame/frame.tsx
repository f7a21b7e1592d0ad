/** The window around every page: rail, top bar, the page, and the drawer that follows what runs. */
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { lazily } from '../../lib/lazily.ts';
import { useIdle } from '../../lib/use-idle.ts';
import { useSettings } from '../settings.ts';
import { Drawer } from './drawer.tsx';
import { EndedNotice } from './ended-notice.tsx';
import classes from './frame.module.css';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

// None is part of the first picture: they come when the window has nothing else to do.
const AlertNotices = lazily(() => import('./alert-notices.tsx'));
const Palette = lazily(() => import('./palette.tsx'));
const RescueNotice = lazily(() => import('./rescue-notice.tsx'));
const SafeModeBanner = lazily(() => import('./safe-mode-banner.tsx'));
const ShortcutHelp = lazily(() => import('./shortcut-help.tsx'));

export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('nav');
  const { settings } = useSettings();
  const idle = useIdle();
  return (
    <div className={classes.frame} data-collapsed={settings.railCollapsed || undefined}>
      <button type="button" className={classes.skip} onClick={() => document.getElementById('conteudo')?.focus()}>
        {t('skip')}
      </button>
      <Rail />
      <div className={classes.column}>
        <TopBar />
        {idle && (
          <Suspense>
            <SafeModeBanner />
          </Suspense>
        )}
        <EndedNotice />
        <main id="conteudo" className={classes.main} tabIndex={-1}>
          {children}
        </main>
        <Drawer />
      </div>
      {idle && (
        <Suspense>
          <AlertNotices />
          <Palette />
          <RescueNotice />
          <ShortcutHelp />
        </Suspense>
      )}
    </div>
  );
}
