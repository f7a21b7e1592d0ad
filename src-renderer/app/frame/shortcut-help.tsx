/** `?` shows every key; Escape closes. */
import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../lib/use-shortcut.ts';
import { useUi } from '../ui-store.ts';
import classes from './shortcut-help.module.css';

const shortcuts: [id: string, keys: string[]][] = [
  ['palette', ['Ctrl', 'K']],
  ['help', ['?']],
  ['run', ['Ctrl', 'Enter']],
  ['check', ['Ctrl', 'Shift', 'Enter']],
  ['reveal', ['Espaço']],
  ['rate', ['1', '2', '3', '4']],
  ['rows', ['↑', '↓']],
  ['open', ['Enter']],
  ['filter', ['/']],
  ['table', ['T']],
  ['tabs', ['←', '→']],
];

export default function ShortcutHelp() {
  const { t } = useTranslation('nav');
  const help = useUi((ui) => ui.help);
  const setHelp = useUi((ui) => ui.setHelp);
  useShortcut('?', () => setHelp(!help));
  return (
    <Modal
      opened={help}
      onClose={() => setHelp(false)}
      title={t('shortcuts.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('shortcuts.close') }}
    >
      <dl className={classes.list}>
        {shortcuts.map(([id, keys]) => (
          <div key={id}>
            <dt>{t(`shortcuts.${id}`)}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key === 'Espaço' ? t('shortcuts.space') : key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
