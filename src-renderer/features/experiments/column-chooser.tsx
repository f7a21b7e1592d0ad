/** Which params and metrics stand in the table. */
import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ColumnChoice, toggled } from './columns.ts';
import classes from './experiments.module.css';

interface Props {
  available: ColumnChoice;
  choice: ColumnChoice;
  onChange(choice: ColumnChoice): void;
}

export function ColumnChooser({ available, choice, onChange }: Props) {
  const { t } = useTranslation('experiments');
  const [search, setSearch] = useState('');
  const found = (keys: readonly string[]) => keys.filter((key) => key.toLowerCase().includes(search.toLowerCase()));
  const group = (kind: 'params' | 'metrics') => (
    <fieldset className={classes.group}>
      <legend>{t(`columns.${kind}`)}</legend>
      {found(available[kind]).map((key) => (
        <Checkbox
          key={key}
          size="xs"
          label={key}
          checked={choice[kind].includes(key)}
          onChange={() => onChange({ ...choice, [kind]: toggled(choice[kind], key, available[kind]) })}
        />
      ))}
      {found(available[kind]).length === 0 && <p className={classes.quiet}>{t('columns.none')}</p>}
    </fieldset>
  );
  return (
    <Popover position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Columns3 size={14} />}>
          {t('columns.title', { count: choice.params.length + choice.metrics.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('columns.title', { count: choice.params.length + choice.metrics.length })}>
        <TextInput
          aria-label={t('columns.search')}
          placeholder={t('columns.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <div className={classes.groups}>
          {group('metrics')}
          {group('params')}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
