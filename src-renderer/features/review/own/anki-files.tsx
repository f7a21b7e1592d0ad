/** To Anki and back, in its text format. */
import { Button, FileButton, Menu } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardsImported } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { useAction } from '../../../app/use-action.ts';
import { save } from '../../../lib/save.ts';
import classes from '../review.module.css';

const mostRefusals = 5;

export function AnkiFiles() {
  const { t } = useTranslation('review');
  const { language } = useLocale();
  const [told, setTold] = useState<CardsImported | null>(null);
  const forgetFile = useRef<() => void>(null);
  const give = useAction((which: 'all' | 'own') => api.cards.toAnki({ language, which }), {
    onSuccess: ({ text }, which) => save(which === 'all' ? 'bancada-anki.txt' : 'bancada-meus-anki.txt', new Blob([text], { type: 'text/plain' })),
  });
  const take = useAction(async (file: File) => api.cards.fromAnki({ text: await file.text() }), { onSuccess: setTold });
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button size="xs" variant="default" loading={give.isPending}>
            {t('anki.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => give.mutate('own')}>{t('anki.own')}</Menu.Item>
          <Menu.Item onClick={() => give.mutate('all')}>{t('anki.all')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <FileButton
        resetRef={forgetFile}
        accept=".txt,.tsv,.csv,text/plain"
        onChange={(file) => {
          forgetFile.current?.(); // so that the same file can be chosen again
          if (file) take.mutate(file);
        }}
      >
        {(props) => (
          <Button {...props} size="xs" variant="default" loading={take.isPending}>
            {t('anki.import')}
          </Button>
        )}
      </FileButton>
      {told && (
        <div className={classes.told} role="status">
          {t('anki.told', { added: told.added, changed: told.changed, same: told.same + told.ofLab })}
          {told.refused.slice(0, mostRefusals).map(({ line, why }) => (
            <div key={line}>{t('anki.refused', { line, why: t(`anki.why.${why}`) })}</div>
          ))}
          {told.refused.length > mostRefusals && <div>{t('anki.more', { count: told.refused.length - mostRefusals })}</div>}
        </div>
      )}
    </>
  );
}
