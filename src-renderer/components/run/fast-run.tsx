/** The switch for fast runs, with what they mean in a line; it cannot be used where programs run as processes. */
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  checked: boolean;
  isPossible?: boolean;
  onChange(checked: boolean): void;
}

export function FastRun({ checked, isPossible = true, onChange }: Props) {
  const { t } = useTranslation('common');
  return (
    <Switch
      label={t('fastRun.label')}
      description={t(isPossible ? 'fastRun.means' : 'fastRun.noDocker')}
      checked={checked && isPossible}
      disabled={!isPossible}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
