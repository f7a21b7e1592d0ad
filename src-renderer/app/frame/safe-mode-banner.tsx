/** In safe mode, what does not go on by itself, above every page: nobody must wait for a run that is not taken up. */
import { ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../paths.ts';
import { useDoctor } from './engine-state.tsx';
import classes from './safe-mode-banner.module.css';

export default function SafeModeBanner() {
  const { t } = useTranslation('nav');
  const isSafe = useDoctor().data?.problems.some(({ code }) => code === 'SAFE_MODE');
  if (!isSafe) return null;
  return (
    <div role="status" className={classes.banner}>
      <ShieldAlert size={16} aria-hidden />
      <span>{t('safeMode.text')}</span>
      <Link href={paths.settings('ambiente')}>{t('safeMode.how')}</Link>
    </div>
  );
}
