// The feature "diagrams": the viewer for the pictures of a module, and the editor, which brings PlantUML only when it opens.
import { lazy } from 'react';

export type { CodeEditorProps } from './editor/code-field.tsx';
export type { DiagramEditorProps } from './editor/diagram-editor.tsx';
export { DiagramViewer, type DiagramViewerProps, LOCAL_PLANTUML_SERVER } from './viewer/diagram-viewer.tsx';
export type { DiagramElement, DiagramElements } from './viewer/elements.ts';
/** Render inside <Suspense>. */
export const DiagramEditor = lazy(() => import('./editor/diagram-editor.tsx'));
