// ElementPanel: what the chosen element is, and the file that builds it.
import { ActionIcon, Button, Text } from '@mantine/core';
import { FileCode2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import classes from '../diagrams.module.css';
import type { DiagramElement } from './elements.ts';

interface ElementPanelProps {
  name: string;
  element: DiagramElement;
  /** Away from the element, which stays visible. */
  side: 'left' | 'right';
  onClose(): void;
  onOpenCode?: ((path: string) => void) | undefined;
}

export function ElementPanel({ name, element, side, onClose, onOpenCode }: ElementPanelProps) {
  const { t } = useTranslation('diagrams');
  const { code } = element;
  return (
    <aside className={classes.panel} data-side={side} aria-live="polite" aria-label={name}>
      <div className={classes.panelHead}>
        <Text fw={600}>{name}</Text>
        <ActionIcon size="sm" onClick={onClose} aria-label={t('panel.close')}>
          <X size={16} aria-hidden />
        </ActionIcon>
      </div>
      <Text size="md">{element.text}</Text>
      {code && onOpenCode && (
        <Button variant="light" leftSection={<FileCode2 size={16} aria-hidden />} onClick={() => onOpenCode(code)}>
          {t('panel.code', { file: code })}
        </Button>
      )}
      {code && !onOpenCode && <Text className="mono">{code}</Text>}
    </aside>
  );
}
