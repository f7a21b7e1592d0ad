/** A new experiment, or another name for one: asked for in place, beside what it changes. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './form.module.css';

interface Props {
  title: string;
  action: string;
  name?: string;
  /** A new one may say at once what it is about. */
  withDescription?: boolean;
  saving: boolean;
  onSave(name: string, description: string): void;
  onCancel(): void;
}

export function ExperimentForm({ title, action, name = '', withDescription = false, saving, onSave, onCancel }: Props) {
  const { t } = useTranslation('experiments');
  const [draft, setDraft] = useState(name);
  const [description, setDescription] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.trim() !== '') onSave(draft.trim(), description.trim());
  };
  return (
    <form className={classes.form} aria-label={title} onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <TextInput label={t('form.name')} value={draft} maxLength={500} autoFocus required onChange={(event) => setDraft(event.currentTarget.value)} />
      {withDescription && (
        <Textarea
          label={t('form.description')}
          description={t('form.descriptionHint')}
          value={description}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4000}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
      )}
      <div>
        <Button type="submit" loading={saving} disabled={draft.trim() === '' || draft.trim() === name}>
          {action}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
