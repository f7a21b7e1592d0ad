/** A question asked in place before something that others may rely on. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './run.module.css';

interface Props {
  text: string;
  yes: string;
  danger?: boolean;
  pending: boolean;
  onYes(): void;
  onNo(): void;
}

export function Confirm({ text, yes, danger = false, pending, onYes, onNo }: Props) {
  const { t } = useTranslation('common');
  return (
    <div className={classes.confirm} role="alertdialog" aria-label={yes}>
      <p>{text}</p>
      <Button autoFocus color={danger ? 'red' : 'accent'} loading={pending} onClick={onYes}>
        {yes}
      </Button>
      <Button variant="default" onClick={onNo}>
        {t('cancel')}
      </Button>
    </div>
  );
}
