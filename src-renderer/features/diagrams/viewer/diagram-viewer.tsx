// DiagramViewer: a C4 picture of a module. Zoom, pan, ask an element what it is, save, open elsewhere.
import { Text, useComputedColorScheme } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../diagrams.module.css';
import { saveDiagram } from '../export/save-diagram.ts';
import { type CanvasHandle, DiagramCanvas } from './diagram-canvas.tsx';
import { DiagramToolbar } from './diagram-toolbar.tsx';
import { ElementPanel } from './element-panel.tsx';
import { type DiagramElements, nameOf } from './elements.ts';
import { parseSvg } from './safe-svg.ts';
import { ServerLink } from './server-link.tsx';

/** Where `docker run plantuml/plantuml-server` answers. */
export const LOCAL_PLANTUML_SERVER = 'http://localhost:8080';

export interface DiagramViewerProps {
  title: string;
  svg: { light: string; dark: string };
  puml: string;
  elements: DiagramElements;
  /** From the settings; the notice names it before anything is sent. */
  plantumlServer?: string;
  onOpenCode?: (path: string) => void;
  /** More buttons for the toolbar, e.g. "Editar". */
  tools?: ReactNode;
}

export function DiagramViewer({ title, svg, puml, elements, plantumlServer = LOCAL_PLANTUML_SERVER, onOpenCode, tools }: DiagramViewerProps) {
  const { t } = useTranslation('diagrams');
  const shown = svg[useComputedColorScheme('light')];
  const canvas = useRef<CanvasHandle>(null);
  const [chosen, setChosen] = useState<string>();
  const [side, setSide] = useState<'left' | 'right'>('right');
  const [fillsWindow, setFillsWindow] = useState(false);
  const element = chosen === undefined ? undefined : elements[chosen];

  const choose = (alias: string | undefined) => {
    setChosen(alias);
    if (alias !== undefined) setSide((canvas.current?.across(alias) ?? 0) > 0.6 ? 'left' : 'right');
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'f') setFillsWindow(!fillsWindow);
    else if (event.key === 'Escape' && fillsWindow) setFillsWindow(false);
  };

  const name = element && chosen !== undefined ? nameIn(shown, chosen) : '';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that bubble up from the frame and the toolbar
    <div className={classes.viewer} data-fills-window={fillsWindow || undefined} onKeyDown={handleKey}>
      <div className={classes.bar}>
        <Text c="dimmed">{t(shown === '' ? 'notDrawn' : 'hint')}</Text>
        <DiagramToolbar
          canvas={() => canvas.current}
          fillsWindow={fillsWindow}
          onFillWindow={() => setFillsWindow(!fillsWindow)}
          onExport={(kind) => void saveDiagram(kind, { title, svg: shown, puml })}
        >
          <ServerLink puml={puml} server={plantumlServer} />
          {tools}
        </DiagramToolbar>
      </div>
      <div className={classes.stage}>
        <DiagramCanvas
          ref={canvas}
          svg={shown}
          label={t('picture', { title })}
          elements={elements}
          chosen={chosen}
          onChoose={choose}
          fillsWindow={fillsWindow}
        />
        {element && <ElementPanel name={name} element={element} side={side} onClose={() => setChosen(undefined)} onOpenCode={onOpenCode} />}
      </div>
    </div>
  );
}

function nameIn(svg: string, alias: string): string {
  const picture = parseSvg(svg);
  return picture ? nameOf(picture, alias) : alias;
}
