/** A state in words, with its shape: `<StatusBadge status={run.status} />` takes any status of the contract. */
import { useTranslation } from 'react-i18next';
import classes from './status.module.css';
import { lookOf } from './status.ts';
import { StatusShape } from './status-shape.tsx';

interface Props {
  status: string;
  /** Instead of the common word for this status. */
  label?: string;
}

export function StatusBadge({ status, label }: Props) {
  const { t } = useTranslation('common');
  return (
    <span className={classes.badge} data-look={lookOf(status)} data-status={status}>
      <StatusShape look={lookOf(status)} />
      {label ?? t(`status.${status}`)}
    </span>
  );
}
