/** A Markdown text that a person may change in place, with what it will look like beside it. Ctrl Enter saves, Escape lets go. */
import { Button, Textarea } from '@mantine/core';
import { Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './editable-markdown.module.css';
import { Markdown } from './markdown/markdown.tsx';

interface Props {
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

export function EditableMarkdown({ label, text, placeholder, saving, maxLength, onSave, actions }: Props) {
  const { t } = useTranslation('common');
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === null)
    return (
      <div className={classes.shown}>
        <div className={classes.text}>{text === '' ? <p className={classes.empty}>{placeholder}</p> : <Markdown compact text={text} />}</div>
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
  return (
    <div className={classes.editing}>
      <div className={classes.halves}>
        <Textarea
          aria-label={label}
          autosize
          minRows={6}
          maxRows={24}
          maxLength={maxLength}
          value={draft}
          autoFocus
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setDraft(null);
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          }}
        />
        <section aria-label={t('markdown.preview')} className={classes.preview}>
          {draft.trim() === '' ? <p className={classes.empty}>{t('markdown.preview')}</p> : <Markdown compact text={draft} />}
        </section>
      </div>
      <div className={classes.actions}>
        <Button loading={saving} onClick={() => void save()}>
          {t('save')}
        </Button>
        <Button variant="default" onClick={() => setDraft(null)}>
          {t('cancel')}
        </Button>
        <span className={classes.empty}>{t('markdown.hint')}</span>
      </div>
    </div>
  );
}
