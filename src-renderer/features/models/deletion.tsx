/** Asks before something is deleted for good, and why. */
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './models.module.css';

interface Props {
  text: string;
  pending: boolean;
  onDelete(comment: string): void;
  onCancel(): void;
}

export function Deletion({ text, pending, onDelete, onCancel }: Props) {
  const { t } = useTranslation(['models', 'common']);
  const [comment, setComment] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDelete(comment.trim());
  };
  return (
    <form className={classes.confirm} aria-label={t('delete.open')} onSubmit={submit}>
      <p>{text}</p>
      <TextInput
        aria-label={t('delete.why')}
        placeholder={t('delete.why')}
        value={comment}
        maxLength={2000}
        autoFocus
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Button type="submit" color="red" loading={pending}>
        {t('delete.open')}
      </Button>
      <Button variant="default" onClick={onCancel}>
        {t('common:cancel')}
      </Button>
    </form>
  );
}
