/** The typed filter of a table; `/` brings the cursor here, Escape clears it. */
import { TextInput } from '@mantine/core';
import { ListFilter } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../lib/use-shortcut.ts';
import classes from './table.module.css';

interface Props {
  value: string;
  count: number;
  onChange(value: string): void;
}

export function TableFilter({ value, count, onChange }: Props) {
  const { t } = useTranslation('common');
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', () => input.current?.focus());
  return (
    <>
      <TextInput
        ref={input}
        w={280}
        value={value}
        aria-label={t('table.filter')}
        placeholder={t('table.filterHint')}
        leftSection={<ListFilter size={14} />}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onChange('')}
      />
      <span className={classes.count} role="status">
        {t('table.rows', { count })}
      </span>
    </>
  );
}
