/** Tags of a version: names that move, so that a pipeline may read “the validated one”. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataVersion } from '#contract';
import { api } from '../../../app/client.ts';
import { useAction } from '../../../app/use-action.ts';
import classes from '../data.module.css';

export function Tags({ version: { name, version, tags } }: { version: DataVersion }) {
  const { t } = useTranslation('data');
  const [text, setText] = useState('');
  const give = useAction((tag: string) => api.datasets.setTag({ name, version, tag }), { onSuccess: () => setText('') });
  const remove = useAction((tag: string) => api.datasets.deleteTag({ name, tag }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') give.mutate(text.trim());
  };
  return (
    <form className={classes.tags} onSubmit={submit} aria-label={t('column.tags')}>
      {tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          @{tag}
          <ActionIcon variant="subtle" size={16} aria-label={t('tag.remove', { tag })} onClick={() => remove.mutate(tag)}>
            <X size={11} />
          </ActionIcon>
        </span>
      ))}
      <TextInput
        size="xs"
        aria-label={t('tag.name')}
        placeholder={t('tag.placeholder')}
        value={text}
        maxLength={64}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="compact-sm"
        variant="default"
        leftSection={<Plus size={12} />}
        disabled={text.trim() === ''}
        loading={give.isPending}
      >
        {t('tag.give')}
      </Button>
    </form>
  );
}
