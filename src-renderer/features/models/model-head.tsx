/** The name of a model and what is done with the whole of it: rename, delete. */
import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './models.module.css';

export function ModelMenu({ onRename, onDelete }: { onRename(): void; onDelete(): void }) {
  const { t } = useTranslation('models');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('more')}>
          <Ellipsis size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Pencil size={14} />} onClick={onRename}>
          {t('rename.open')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<Trash2 size={14} />} onClick={onDelete}>
          {t('delete.openModel')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function RenameModel({ name, onDone }: { name: string; onDone(): void }) {
  const { t } = useTranslation(['models', 'common']);
  const [, go] = useLocation();
  const [draft, setDraft] = useState(name);
  const newName = draft.trim();
  const rename = useAction(() => api.registry.rename({ name, newName }), {
    onSuccess: () => {
      onDone();
      go(paths.model(newName), { replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (newName !== '' && newName !== name) rename.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.renaming}>
      <TextInput
        aria-label={t('rename.newName')}
        value={draft}
        autoFocus
        maxLength={256}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <Button type="submit" loading={rename.isPending} disabled={newName === '' || newName === name}>
        {t('common:save')}
      </Button>
      <Button variant="default" onClick={onDone}>
        {t('common:cancel')}
      </Button>
    </form>
  );
}
