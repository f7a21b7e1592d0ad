/** What the page shows, to take away: a workbook, CSV as a spreadsheet of this language opens it, or JSON. */
import { Button, Menu } from '@mantine/core';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SheetKind } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { load } from '../../lib/load.ts';
import { fileName, save } from '../../lib/save.ts';
import { toCsv, toJson } from '../../lib/spreadsheet/sheet.ts';

interface Props {
  kind: SheetKind;
  /** Architectures, experiments, a search, endpoints: only theirs. */
  ids?: readonly string[];
  /** Of the file. */
  name: string;
}

const forms = ['xlsx', 'csv', 'json'] as const;

export function TakeAway({ kind, ids = [], name }: Props) {
  const { t } = useTranslation('takeaway');
  const { language } = useLocale();
  const take = useAction(async (form: (typeof forms)[number]) => {
    const sheets = await api.sheets.of({ kind, language, ids: [...ids] });
    const file = `${fileName(name)}.${form}`;
    const [first] = sheets;
    if (form === 'json') save(file, new Blob([toJson(sheets)], { type: 'application/json' }));
    else if (form === 'csv' && first) save(file, new Blob([toCsv(first, language === 'pt' ? 'comma' : 'point')], { type: 'text/csv' }));
    else {
      const { toXlsx } = await load(() => import('../../lib/spreadsheet/xlsx.ts'));
      save(file, await toXlsx(sheets, language));
    }
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<Download size={14} />} loading={take.isPending}>
          {t('title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {forms.map((form) => (
          <Menu.Item key={form} onClick={() => take.mutate(form)}>
            {t(form)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
