/** Tags with a name and a value: add, change, take away, each in place. What the machine wrote is folded below. */
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { Pencil, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './tag-editor.module.css';

type Tag = readonly [key: string, value: string];

interface Props {
  title: string;
  own: readonly Tag[];
  /** Shown folded, and not changed here. */
  system?: readonly Tag[];
  saving: boolean;
  onSet(key: string, value: string): Promise<unknown>;
  onDelete(key: string): Promise<unknown>;
}

export function TagEditor({ title, own, system = [], saving, onSet, onDelete }: Props) {
  const { t } = useTranslation('common');
  const [editing, setEditing] = useState<Tag | null>(null);
  return (
    <section className={classes.editor} aria-label={title}>
      <h2>{title}</h2>
      {own.length === 0 && <p className={classes.quiet}>{t('tags.none')}</p>}
      <ul>
        {own.map(([key, value]) => (
          <li key={key}>
            <b>{key}</b>
            <span>{value}</span>
            <Tooltip label={t('edit')}>
              <ActionIcon size="xs" aria-label={t('tags.edit', { key })} onClick={() => setEditing([key, value])}>
                <Pencil size={11} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('tags.delete')}>
              <ActionIcon size="xs" aria-label={t('tags.deleteOf', { key })} onClick={() => void onDelete(key).catch(() => undefined)}>
                <X size={12} />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
      <TagForm
        key={editing?.[0] ?? ''}
        first={editing}
        saving={saving}
        onCancel={() => setEditing(null)}
        onSet={(key, value) => onSet(key, value).then(() => setEditing(null))}
      />
      {system.length > 0 && (
        <details>
          <summary>{t('tags.system', { count: system.length })}</summary>
          <dl>
            {system.map(([key, value]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

interface FormProps {
  first: Tag | null;
  saving: boolean;
  onSet(key: string, value: string): Promise<unknown>;
  onCancel(): void;
}

function TagForm({ first, saving, onSet, onCancel }: FormProps) {
  const { t } = useTranslation('common');
  const [key, setKey] = useState(first?.[0] ?? '');
  const [value, setValue] = useState(first?.[1] ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() === '') return;
    onSet(key.trim(), value).then(
      () => {
        setKey('');
        setValue('');
      },
      () => undefined,
    );
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        aria-label={t('tags.key')}
        placeholder={t('tags.key')}
        value={key}
        readOnly={first !== null}
        maxLength={250}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <TextInput
        aria-label={t('tags.value')}
        placeholder={t('tags.value')}
        value={value}
        autoFocus={first !== null}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={saving} disabled={key.trim() === ''}>
        {first ? t('save') : t('tags.add')}
      </Button>
      {first && (
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('cancel')}
        </Button>
      )}
    </form>
  );
}
