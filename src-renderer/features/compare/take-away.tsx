/** The comparison as a workbook of three sheets, or its scores as CSV. */
import { Button, Menu } from '@mantine/core';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { load } from '../../lib/load.ts';
import { fileName, save } from '../../lib/save.ts';
import { type CsvStyle, toCsv } from '../../lib/spreadsheet/sheet.ts';

export function TakeAway({ modules }: { modules: readonly string[] }) {
  const { t } = useTranslation('compare');
  const { language } = useLocale();
  const style: CsvStyle = language === 'pt' ? 'comma' : 'point';
  const take = useAction(async (what: 'xlsx' | 'scores' | 'measured') => {
    const sheets = await api.comparison.sheets({ language, modules: [...modules] });
    if (what === 'xlsx') {
      const { toXlsx } = await load(() => import('../../lib/spreadsheet/xlsx.ts'));
      save(`${fileName(t('title'))}.xlsx`, toXlsx(sheets));
      return;
    }
    const sheet = what === 'scores' ? sheets[0] : sheets.at(-1);
    if (sheet) save(`${fileName(sheet.name)}.csv`, new Blob([toCsv(sheet, style)], { type: 'text/csv' }));
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<Download size={14} />} loading={take.isPending}>
          {t('take.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['xlsx', 'scores', 'measured'] as const).map((what) => (
          <Menu.Item key={what} onClick={() => take.mutate(what)}>
            {t(`take.${what}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
