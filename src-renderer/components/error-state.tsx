/** A part of the page that could not be shown: the cause in words, what to do, and a button that tries again. */
import { Button } from '@mantine/core';
import { OctagonAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { explainError } from '../app/errors.ts';
import { useLocale } from '../app/i18n.ts';
import classes from './states.module.css';

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** More that helps here: a link to the settings, to the file. */
  children?: ReactNode;
}

export function ErrorState({ error, onRetry, children }: Props) {
  const { t } = useTranslation('common');
  const { locale } = useLocale();
  const { what, fix } = explainError(error, locale);
  return (
    <div className={classes.state} role="alert">
      <OctagonAlert size={28} strokeWidth={1.4} aria-hidden className={classes.error} />
      <h2>{what}</h2>
      {fix && <p>{fix}</p>}
      <div className={classes.action}>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
        {children}
      </div>
    </div>
  );
}
