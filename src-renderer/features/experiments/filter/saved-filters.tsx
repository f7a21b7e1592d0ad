/** Filters that a person gave a name: picked, kept, let go. */
import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { Bookmark, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedFilter } from '../use-view.ts';
import classes from './filter.module.css';

interface Props {
  saved: readonly SavedFilter[];
  current: string;
  onPick(text: string): void;
  onSaved(filters: SavedFilter[]): void;
}

export function SavedFilters({ saved, current, onPick, onSaved }: Props) {
  const { t } = useTranslation('experiments');
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onSaved([...saved.filter((each) => each.name !== name.trim()), { name: name.trim(), text: current }]);
    setName('');
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Bookmark size={14} />} onClick={() => setOpen((before) => !before)}>
          {t('saved.title', { count: saved.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('saved.label')}>
        {saved.length === 0 && <p className={classes.quiet}>{t('saved.none')}</p>}
        <ul className={classes.saved}>
          {saved.map((each) => (
            <li key={each.name}>
              <button
                type="button"
                onClick={() => {
                  onPick(each.text);
                  setOpen(false);
                }}
              >
                <span>{each.name}</span>
                <code>{each.text}</code>
              </button>
              <ActionIcon aria-label={t('saved.drop', { name: each.name })} onClick={() => onSaved(saved.filter((other) => other !== each))}>
                <Trash2 size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
        {current !== '' && (
          <form className={classes.keep} onSubmit={keep}>
            <TextInput
              aria-label={t('saved.name')}
              placeholder={t('saved.name')}
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" disabled={name.trim() === ''}>
              {t('saved.keep')}
            </Button>
          </form>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
