/** Makes a registered model without versions, so that others can register into it. */
import { Button, Popover, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../../app/client.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './models.module.css';

export function NewModel() {
  const { t } = useTranslation('models');
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const create = useAction(() => api.registry.create({ name: name.trim() }), { onSuccess: () => go(paths.model(name.trim())) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') create.mutate();
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Plus size={14} />} onClick={() => setOpen(!open)}>
          {t('create.open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} className={classes.create}>
          <TextInput label={t('create.name')} value={name} maxLength={256} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
            {t('create.make')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
