// DiagramEditor: the source beside its picture, drawn while one types, without network. Loaded only when it opens.
import { Text, useComputedColorScheme } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../diagrams.module.css';
import { saveDiagram } from '../export/save-diagram.ts';
import { useLiveDiagram } from '../live/use-live-diagram.ts';
import { type CanvasHandle, DiagramCanvas } from '../viewer/diagram-canvas.tsx';
import { DiagramToolbar, ToolButton } from '../viewer/diagram-toolbar.tsx';
import { LOCAL_PLANTUML_SERVER } from '../viewer/diagram-viewer.tsx';
import { ServerLink } from '../viewer/server-link.tsx';
import { type CodeEditorProps, CodeField } from './code-field.tsx';
import { DrawingStatus } from './drawing-status.tsx';

export interface DiagramEditorProps {
  title: string;
  /** The source to start from and to go back to. */
  puml: string;
  /** The committed picture, shown while the engine loads. */
  svg?: { light: string; dark: string };
  plantumlServer?: string;
  /** Told of every change, so that a page can keep it. */
  onChange?: (puml: string) => void;
  /** The field for the source; a page passes Monaco here. */
  renderEditor?: (props: CodeEditorProps) => ReactNode;
  tools?: ReactNode;
}

const plainEditor = (props: CodeEditorProps) => <CodeField {...props} />;

export default function DiagramEditor({
  title,
  puml,
  svg,
  plantumlServer = LOCAL_PLANTUML_SERVER,
  onChange,
  renderEditor = plainEditor,
  tools,
}: DiagramEditorProps) {
  const { t, i18n } = useTranslation('diagrams');
  const [source, setSource] = useState(puml);
  const [fillsWindow, setFillsWindow] = useState(false);
  const canvas = useRef<CanvasHandle>(null);
  const theme = useComputedColorScheme('light');
  const live = useLiveDiagram(source, theme, i18n.language.startsWith('pt') ? 'pt' : 'en', svg?.[theme]);

  const change = (next: string) => {
    setSource(next);
    onChange?.(next);
  };

  return (
    <div className={classes.viewer} data-fills-window={fillsWindow || undefined}>
      <div className={classes.bar}>
        <Text c="dimmed">{t('editor.hint')}</Text>
        <DiagramToolbar
          canvas={() => canvas.current}
          fillsWindow={fillsWindow}
          onFillWindow={() => setFillsWindow(!fillsWindow)}
          onExport={(kind) => void saveDiagram(kind, { title, svg: live.svg, puml: source })}
        >
          <ServerLink puml={source} server={plantumlServer} />
          <ToolButton label={t('editor.reset')} icon={RotateCcw} onClick={() => change(puml)} />
          {tools}
        </DiagramToolbar>
      </div>
      <div className={classes.split}>
        <div className={classes.source}>
          {renderEditor({ value: source, onChange: change, label: t('editor.source', { title }), errorLine: live.error?.line })}
          <DrawingStatus {...live} />
        </div>
        <div className={classes.stage} data-stale={live.error ? true : undefined}>
          <DiagramCanvas
            ref={canvas}
            svg={live.svg}
            label={t('picture', { title })}
            elements={NO_ELEMENTS}
            onChoose={ignore}
            fillsWindow={fillsWindow}
          />
        </div>
      </div>
    </div>
  );
}

const NO_ELEMENTS = {};
const ignore = () => {};
