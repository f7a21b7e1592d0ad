/**
 * What every chart has around it: its name, a table of its numbers behind `T`, CSV to take away, and the tools of its kind.
 * `<ChartFrame title="perda" table={() => tableOfLines(lines, 'passo')}>…</ChartFrame>`
 */
import { ChartLine, Download, ImageDown, type LucideIcon, Table2 } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { fileName, save } from '../../lib/save.ts';
import { toCsv } from '../../lib/spreadsheet/sheet.ts';
import { isTyping } from '../../lib/use-shortcut.ts';
import { IconAction } from '../icon-action.tsx';
import type { ChartTable } from './chart-table.ts';
import classes from './charts.module.css';
import { NumbersTable } from './numbers-table.tsx';

interface Props {
  title: string;
  height: number;
  table: () => ChartTable;
  /** More to do with this chart, before the tools that all have. */
  tools?: ReactNode;
  /** It draws on a canvas, which can be taken away as an image. */
  picture?: boolean;
  /** Instead of the numbers that are drawn: every point there is. */
  onCsv?: () => void;
  children: ReactNode;
}

export function ChartFrame({ title, height, table, tools, picture = false, onCsv, children }: Props) {
  const { t } = useTranslation('charts');
  const { locale } = useLocale();
  const [asTable, setAsTable] = useState(false);
  const frame = useRef<HTMLElement>(null);
  const toggle = () => setAsTable((before) => !before);
  const image = () => {
    const canvas = frame.current?.querySelector('canvas');
    if (canvas) onPaper(canvas)?.toBlob((made) => made && save(`${fileName(title)}.png`, made));
  };
  const csv = () => save(`${fileName(title)}.csv`, new Blob([toCsv(table(), locale === 'pt-BR' ? 'comma' : 'point')], { type: 'text/csv' }));
  return (
    <figure
      ref={frame}
      className={classes.figure}
      aria-label={t('common:chart.label', { names: title })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the figure takes the key T and is announced as a whole.
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() === 't' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) toggle();
      }}
    >
      <figcaption>
        <span title={title}>{title}</span>
        <span className={classes.tools}>
          {!asTable && tools}
          <Tool label={asTable ? t('common:chart.asChart') : t('common:chart.asTable')} icon={asTable ? ChartLine : Table2} onClick={toggle} />
          <Tool label={t('common:chart.csv')} icon={Download} onClick={onCsv ?? csv} />
          {!asTable && picture && <Tool label={t('common:chart.png')} icon={ImageDown} onClick={image} />}
        </span>
      </figcaption>
      {asTable ? <NumbersTable label={title} table={table()} height={height} /> : children}
    </figure>
  );
}

/** With what is behind it: without, a chart of the dark theme is light on light anywhere else. */
function onPaper(canvas: HTMLCanvasElement): HTMLCanvasElement | null {
  const paper = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
  const ctx = paper.getContext('2d');
  if (!ctx) return null;
  ctx.fillStyle = getComputedStyle(canvas).getPropertyValue('--b-surface').trim();
  ctx.fillRect(0, 0, paper.width, paper.height);
  ctx.drawImage(canvas, 0, 0);
  return paper;
}

interface ToolProps {
  label: string;
  icon: LucideIcon;
  pressed?: boolean;
  onClick(): void;
}

export function Tool({ label, icon: Icon, pressed, onClick }: ToolProps) {
  return (
    <IconAction label={label} {...(pressed === undefined ? {} : { pressed })} onClick={onClick} variant={pressed ? 'light' : 'subtle'}>
      <Icon size={14} />
    </IconAction>
  );
}
