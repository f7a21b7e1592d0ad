// DiagramToolbar: zoom, fit, whole window, save, PlantUML server.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { Download, Expand, type LucideIcon, Maximize, Shrink, ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../diagrams.module.css';
import type { CanvasHandle } from './diagram-canvas.tsx';

export type ExportKind = 'svg' | 'png' | 'puml';

interface DiagramToolbarProps {
  canvas: () => CanvasHandle | null;
  fillsWindow: boolean;
  onFillWindow(): void;
  onExport(kind: ExportKind): void;
  /** Further tools of the page or the editor. */
  children?: ReactNode;
}

export function ToolButton({ label, icon: Icon, onClick }: { label: string; icon: LucideIcon; onClick(): void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

const KINDS: ExportKind[] = ['svg', 'png', 'puml'];

export function DiagramToolbar({ canvas, fillsWindow, onFillWindow, onExport, children }: DiagramToolbarProps) {
  const { t } = useTranslation('diagrams');
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('toolbar.label')}>
      <ToolButton label={t('toolbar.zoomIn')} icon={ZoomIn} onClick={() => canvas()?.zoom(1.25)} />
      <ToolButton label={t('toolbar.zoomOut')} icon={ZoomOut} onClick={() => canvas()?.zoom(0.8)} />
      <ToolButton label={t('toolbar.fit')} icon={Maximize} onClick={() => canvas()?.showAll()} />
      <ToolButton label={t(fillsWindow ? 'toolbar.leaveWindow' : 'toolbar.fillWindow')} icon={fillsWindow ? Shrink : Expand} onClick={onFillWindow} />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('toolbar.save')}>
            <Download size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('toolbar.save')}</Menu.Label>
          {KINDS.map((kind) => (
            <Menu.Item key={kind} onClick={() => onExport(kind)}>
              {t(`save.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {children}
    </div>
  );
}
