/** `Editable`: a text that a person may change in place. Ctrl Enter saves, Escape lets go. How it looks, and whether that is seen while one types, is its caller's. */
import { Button, Textarea } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './editable.module.css';

export interface EditableProps {
  label: string;
  text: string;
  /** Said where there is no text yet. */
  placeholder: string;
  saving: boolean;
  maxLength: number;
  onSave(text: string): Promise<unknown>;
  /** More buttons beside the one that edits. */
  actions?: ReactNode;
}

interface Look {
  rows: { min: number; max: number };
  show(text: string): ReactNode;
  /** What it will look like stands beside the text, under this name, with a hint. */
  preview?: { label: string; hint: string };
}

export function Editable({ label, text, placeholder, saving, maxLength, onSave, actions, rows, show, preview }: EditableProps & Look) {
  const { t } = useTranslation('common');
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === null)
    return (
      <div className={classes.shown}>
        <div className={classes.text}>{text === '' ? <p className={classes.empty}>{placeholder}</p> : show(text)}</div>
        <div className={classes.actions}>
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
          {actions}
        </div>
      </div>
    );
  // What was typed stays when saving fails.
  const save = () =>
    onSave(draft).then(
      () => setDraft(null),
      () => undefined,
    );
  const area = (
    <Textarea
      aria-label={label}
      autosize
      minRows={rows.min}
      maxRows={rows.max}
      maxLength={maxLength}
      value={draft}
      autoFocus
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDraft(null);
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
      }}
    />
  );
  return (
    <div className={classes.editing} data-wide={preview !== undefined || undefined}>
      {preview ? (
        <div className={classes.halves}>
          {area}
          <section aria-label={preview.label} className={classes.preview}>
            {draft.trim() === '' ? <p className={classes.empty}>{preview.label}</p> : show(draft)}
          </section>
        </div>
      ) : (
        area
      )}
      <div className={classes.actions}>
        <Button loading={saving} onClick={() => void save()}>
          {t('save')}
        </Button>
        <Button variant="default" onClick={() => setDraft(null)}>
          {t('cancel')}
        </Button>
        {preview && <span className={classes.empty}>{preview.hint}</span>}
      </div>
    </div>
  );
}
