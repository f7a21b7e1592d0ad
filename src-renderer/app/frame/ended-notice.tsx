/** Says plainly that this window has no core any more, why, and what to do. Looks once more when the person comes back to the window. */
import { Button } from '@mantine/core';
import { Unplug } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { connection } from '../client.ts';
import { useConnection } from '../use-connection.ts';
import classes from './ended-notice.module.css';

export function EndedNotice() {
  const { t } = useTranslation('nav');
  const { phase, why } = useConnection();
  const ended = phase === 'ended';
  useEffect(() => {
    if (!ended) return;
    const look = () => {
      if (document.visibilityState === 'visible') connection.tryAgain();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [ended]);
  if (!ended || why === null) return null;
  return (
    <div role="alert" className={classes.notice}>
      <Unplug size={18} aria-hidden />
      <div>
        <strong>{t(`connection.ended.${why}.title`)}</strong>
        <p>{t(`connection.ended.${why}.text`)}</p>
      </div>
      <Button size="compact-sm" variant="default" onClick={() => connection.tryAgain()}>
        {t('common:retry')}
      </Button>
    </div>
  );
}
