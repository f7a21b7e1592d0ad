// The feature "diagrams": the viewer for the pictures of a module, and the editor, which brings PlantUML only when it opens.
import { lazy } from 'react';

export { DiagramViewer } from './viewer/diagram-viewer.tsx';
/** Render inside <Suspense>. */
export const DiagramEditor = lazy(() => import('./editor/diagram-editor.tsx'));
