/** The table to take away: CSV as a Portuguese spreadsheet or any other program reads it, or a workbook. All runs of the filter, not only what is in view. */
import { Button, Popover, Progress } from '@mantine/core';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import { useAction } from '../../../app/use-action.ts';
import { load } from '../../../lib/load.ts';
import { fileName, save } from '../../../lib/save.ts';
import { toCsv } from '../../../lib/spreadsheet/sheet.ts';
import { labelOf } from '../runs/grid-head.tsx';
import type { Request } from '../runs/rows.ts';
import classes from '../runs/toolbar.module.css';
import { collectRows } from './collect.ts';

interface Props {
  request: Request;
  /** Columns as shown. */
  ids: readonly string[];
  name: string;
  total: number;
  experimentName(id: string): string;
}

type Format = 'comma' | 'point' | 'xlsx';

/** A workbook is built in memory; more rows than this are better as CSV. */
const mostInWorkbook = 50_000;

export function ExportMenu({ request, ids, name, total, experimentName }: Props) {
  const { t } = useTranslation('experiments');
  const { language } = useLocale();
  const [done, setDone] = useState(0);
  const abort = useRef<AbortController>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const all = ['run_name', 'run_id', ...ids.filter((id) => id !== 'run_id')];
  const take = useAction(async (format: Format) => {
    setDone(0);
    abort.current = new AbortController();
    const { signal } = abort.current;
    const rows = await collectRows(request, all, experimentName, setDone, signal).catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
    if (!rows) return;
    const sheet = { name, columns: all.map((id) => labelOf(id, t)), rows };
    if (format === 'xlsx') {
      const { toXlsx } = await load(() => import('../../../lib/spreadsheet/xlsx.ts'));
      save(`${fileName(name)}.xlsx`, await toXlsx([sheet], language));
    } else save(`${fileName(name)}.csv`, new Blob([toCsv(sheet, format)], { type: 'text/csv' }));
  });
  const button = (format: Format, disabled = false) => (
    <Button variant="default" justify="flex-start" disabled={disabled} onClick={() => take.mutate(format)}>
      {t(`export.${format}`)}
    </Button>
  );
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Download size={14} />}>
          {t('export.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('export.title')}>
        <div className={classes.sheet}>
          {take.isPending ? (
            <>
              <p role="status">{t('export.reading', { done, total })}</p>
              <Progress value={(done / Math.max(1, total)) * 100} aria-label={t('export.title')} />
              <Button variant="default" onClick={() => abort.current?.abort()}>
                {t('common:cancel')}
              </Button>
            </>
          ) : (
            <>
              <p>{t('export.what', { count: total })}</p>
              {button('comma')}
              {button('point')}
              {button('xlsx', total > mostInWorkbook)}
              {total > mostInWorkbook && <p>{t('export.tooMany')}</p>}
            </>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
