/** One Monaco model per file of the workspace, kept while the bench is open, so that undo and cursors survive a change of tab. */
import { monaco } from './monaco.ts';

function uriOf(challengeId: string, path: string, root = 'workspace') {
  return monaco.Uri.parse(`file:///${root}/${challengeId}/${path}`);
}

export function modelOf(challengeId: string, path: string, content: string, root = 'workspace') {
  const uri = uriOf(challengeId, path, root);
  return monaco.editor.getModel(uri) ?? monaco.editor.createModel(content, languageOf(path), uri);
}

/** What is opened next time is read again: another editor may have changed it meanwhile. */
export function disposeModels(challengeId: string, root: string): void {
  for (const model of monaco.editor.getModels()) if (model.uri.path.startsWith(`/${root}/${challengeId}/`)) model.dispose();
}

export function languageOf(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  const known: Record<string, string> = {
    ts: 'typescript',
    js: 'typescript',
    yaml: 'yaml',
    yml: 'yaml',
    json: 'json',
    py: 'python',
    md: 'markdown',
    sh: 'shell',
  };
  return known[ending] ?? 'plaintext';
}
