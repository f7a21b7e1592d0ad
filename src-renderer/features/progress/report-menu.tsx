/** The report as PDF or HTML, with the name that the person wants on it. */
import { Button, Popover, TextInput } from '@mantine/core';
import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './progress.module.css';
import { saveReport } from './save-report.ts';

interface Props {
  who: string;
  onWho(who: string): void;
}

export function ReportMenu({ who, onWho }: Props) {
  const { t } = useTranslation('progress');
  const { language } = useLocale();
  const make = useAction(async (format: 'pdf' | 'html') => saveReport(await api.reports.report({ language, format, who })));
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<FileText size={14} />} loading={make.isPending}>
          {t('report.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('report.title')}>
        <div className={classes.report}>
          <TextInput label={t('report.name')} value={who} maxLength={120} onChange={(event) => onWho(event.currentTarget.value)} />
          <Button variant="default" onClick={() => make.mutate('pdf')}>
            {t('report.pdf')}
          </Button>
          <Button variant="default" onClick={() => make.mutate('html')}>
            {t('report.html')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
