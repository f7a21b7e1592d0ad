/** A text that a person may change in place: a description, a note. Ctrl Enter saves, Escape lets go. */
import { Button, Textarea } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './editable-text.module.css';

interface Props {
  label: string;
  text: string;
  /** Said where there is no text yet. */
  placeholder: string;
  saving: boolean;
  maxLength: number;
  onSave(text: string): Promise<unknown>;
}

export function EditableText({ label, text, placeholder, saving, maxLength, onSave }: Props) {
  const { t } = useTranslation('common');
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === null) {
    return (
      <div className={classes.shown}>
        <p data-empty={text === '' || undefined}>{text || placeholder}</p>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<Pencil size={12} />}
          aria-label={t('editText', { label })}
          onClick={() => setDraft(text)}
        >
          {t('edit')}
        </Button>
      </div>
    );
  }
  // What was typed stays when saving fails.
  const save = () =>
    onSave(draft).then(
      () => setDraft(null),
      () => undefined,
    );
  return (
    <div className={classes.editing}>
      <Textarea
        aria-label={label}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={maxLength}
        value={draft}
        autoFocus
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null);
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
      <div>
        <Button loading={saving} onClick={() => void save()}>
          {t('save')}
        </Button>
        <Button variant="default" onClick={() => setDraft(null)}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
