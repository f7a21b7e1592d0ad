/** A tag of an experiment: a name and a value. */
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/client.ts';
import { useAction } from '../../../app/use-action.ts';
import classes from '../list/form.module.css';

export function TagForm({ experimentId, onDone }: { experimentId: string; onDone(): void }) {
  const { t } = useTranslation('experiments');
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const save = useAction(() => api.tracking.setExperimentTag({ experimentId, key: key.trim(), value }), { onSuccess: onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes.form} aria-label={t('head.tag')} onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onDone()}>
      <TextInput label={t('form.tagKey')} value={key} maxLength={250} autoFocus required onChange={(event) => setKey(event.currentTarget.value)} />
      <TextInput label={t('form.tagValue')} value={value} maxLength={5000} onChange={(event) => setValue(event.currentTarget.value)} />
      <div>
        <Button type="submit" loading={save.isPending} disabled={key.trim() === ''}>
          {t('common:save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
