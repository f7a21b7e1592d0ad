/** The left rail: where one can go. Collapsed, it keeps icons and names them on hover and focus. */
import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { type Page, pages } from '../pages.tsx';
import { useSettings } from '../settings.ts';
import { Brand } from './brand.tsx';
import classes from './rail.module.css';

const groups: Page['group'][] = ['learn', 'lab', 'app'];

export function Rail() {
  const { t } = useTranslation('nav');
  const { settings, save } = useSettings();
  const narrow = useMediaQuery('(max-width: 900px)') ?? false;
  const collapsed = settings.railCollapsed || narrow;
  const Toggle = settings.railCollapsed ? PanelLeftOpen : PanelLeftClose;
  const toggleLabel = settings.railCollapsed ? t('expand') : t('collapse');
  return (
    <nav className={classes.rail} aria-label={t('label')} data-collapsed={collapsed || undefined}>
      <Link href="/" className={classes.brand} aria-label="Bancada">
        <Brand />
        {!collapsed && <span>Bancada</span>}
      </Link>
      <div className={classes.groups}>
        {groups.map((group) => (
          <ul key={group} className={classes.group}>
            {pages
              .filter((page) => page.group === group)
              .map((page) => (
                <RailItem key={page.id} page={page} label={t(`pages.${page.id}`)} collapsed={collapsed} />
              ))}
          </ul>
        ))}
      </div>
      {!narrow && (
        <Tooltip label={toggleLabel} position="right" disabled={!collapsed}>
          <button type="button" className={classes.item} aria-label={toggleLabel} onClick={() => save({ railCollapsed: !settings.railCollapsed })}>
            <Toggle size={18} strokeWidth={1.75} aria-hidden />
            {!collapsed && <span>{toggleLabel}</span>}
          </button>
        </Tooltip>
      )}
    </nav>
  );
}

const beginning = (address: string) => address.split('/')[1];

function RailItem({ page, label, collapsed }: { page: Page; label: string; collapsed: boolean }) {
  const [location] = useLocation();
  // A page may have several addresses: alerts and the simulator belong to monitoring.
  const here = page.routes.some(([pattern]) => beginning(pattern) === beginning(location));
  const link = (
    <Link href={page.href} className={classes.item} aria-current={here ? 'page' : undefined} aria-label={label}>
      <page.icon size={18} strokeWidth={1.75} aria-hidden />
      {!collapsed && <span>{label}</span>}
    </Link>
  );
  if (!collapsed) return <li>{link}</li>;
  return (
    <li>
      <Tooltip label={label} position="right">
        {link}
      </Tooltip>
    </li>
  );
}
