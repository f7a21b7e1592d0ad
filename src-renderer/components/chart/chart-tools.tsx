/** The small buttons of a chart: table, log scale, CSV, image. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { ChartLine, Download, ImageDown, type LucideIcon, Sigma, Table2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import classes from './chart.module.css';

interface Props {
  name: string;
  asTable: boolean;
  log: boolean;
  disabled: boolean;
  onTable(): void;
  onLog(): void;
  csv(): string;
  canvas(): HTMLCanvasElement | null;
}

export function ChartTools({ name, asTable, log, disabled, onTable, onLog, csv, canvas }: Props) {
  const { t } = useTranslation('common');
  const tool = (label: string, Icon: LucideIcon, onClick: () => void, pressed?: boolean) => (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} aria-pressed={pressed} disabled={disabled} onClick={onClick} variant={pressed ? 'light' : 'subtle'}>
        <Icon size={14} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <div className={classes.tools}>
      {tool(asTable ? t('chart.asChart') : t('chart.asTable'), asTable ? ChartLine : Table2, onTable)}
      {!asTable && tool(t('chart.log'), Sigma, onLog, log)}
      {tool(t('chart.csv'), Download, () => save(`${name}.csv`, new Blob([csv()], { type: 'text/csv' })))}
      {!asTable && tool(t('chart.png'), ImageDown, () => canvas()?.toBlob((image) => image && save(`${name}.png`, image)))}
    </div>
  );
}

function save(name: string, content: Blob) {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
