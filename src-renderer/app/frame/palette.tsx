/** Ctrl K: go anywhere, run, serve, simulate, change theme and language, without the mouse. */
import { Spotlight } from '@mantine/spotlight';
import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePaletteActions } from './use-palette-actions.tsx';

export default function Palette() {
  const { t } = useTranslation('nav');
  const actions = usePaletteActions();
  return (
    <Spotlight
      actions={actions}
      nothingFound={t('palette.nothing')}
      highlightQuery
      limit={60}
      scrollable
      maxHeight={440}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      shortcut={['mod + K']}
      searchProps={{ leftSection: <Search size={18} />, placeholder: t('palette.placeholder'), 'aria-label': t('palette.open') }}
    />
  );
}
