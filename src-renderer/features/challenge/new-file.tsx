/** A new file of the learner's: its name, folders included, and it opens empty. */
import { ActionIcon, Button, Popover, Stack, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';

interface Props {
  taken: readonly string[];
  create(path: string): Promise<void>;
  onCreated(path: string): void;
}

export function NewFile({ taken, create, onCreated }: Props) {
  const { t } = useTranslation('challenge');
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const path = name.trim();
  const making = useAction(create, {
    onSuccess: () => {
      setOpen(false);
      setName('');
      onCreated(path);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path !== '' && !taken.includes(path)) making.mutate(path);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <ActionIcon aria-label={t('newFile.label')} title={t('newFile.label')} onClick={() => setOpen((before) => !before)}>
          <Plus size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="xs">
            <TextInput
              data-autofocus
              w={260}
              label={t('newFile.name')}
              description={t('newFile.hint')}
              value={name}
              error={taken.includes(path) ? t('newFile.taken') : null}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" loading={making.isPending} disabled={path === '' || taken.includes(path)}>
              {t('newFile.create')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
