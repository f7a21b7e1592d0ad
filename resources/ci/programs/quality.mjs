// Format, lint and types of the code beside us: Biome as WebAssembly and the TypeScript compiler, which read it and run nothing of it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { step } from '@bancada/sdk';
import { codeFiles, compiler, lineAt, textOf } from './code.mjs';
import { checkTypes } from './types.mjs';

await step(async (lab) => {
  const files = codeFiles(['.ts', '.mts', '.js', '.mjs']);
  const findings = style(lab, files);
  lab.output('resultado').json({ files: files.length, findings: [...findings, ...checkTypes(await compiler(lab), lab, files)] });
});

function style(lab, files) {
  const { Workspace } = createRequire(import.meta.url)(join(lab.input('biome').path, 'biome_wasm.js'));
  const workspace = new Workspace();
  const { projectKey } = workspace.openProject({ path: '/project', openUninitialized: true });
  workspace.updateSettings({ projectKey, workspaceDirectory: '/project', configuration: configuration(Number(lab.params.complexity)) });
  return files.flatMap((file) => {
    const content = textOf(file);
    const path = `/project/${file}`;
    workspace.openFile({ projectKey, path, content: { type: 'fromClient', content, version: 0 } });
    const { diagnostics } = workspace.pullDiagnostics({
      projectKey,
      path,
      categories: ['syntax', 'lint'],
      maxDiagnostics: 100,
      pullCodeActions: false,
      only: [],
      skip: [],
    });
    const found = diagnostics.map(({ category, severity, description, location }) => ({
      kind: category?.startsWith('lint/') ? 'lint' : 'syntax',
      rule: category ?? 'parse',
      level: severity === 'error' || severity === 'fatal' ? 'error' : 'warning',
      file,
      line: location?.span ? lineOfByte(content, location.span[0]) : 1,
      text: description,
    }));
    if (found.some(({ kind }) => kind === 'syntax')) return found;
    const { code } = workspace.formatFile({ projectKey, path });
    return code === content
      ? found
      : [...found, { kind: 'format', rule: 'format', level: 'error', file, line: firstDifference(content, code), text: null }];
  });
}

/** The project's style, the same for everybody; one's own biome.json is not read: what is measured stays comparable. */
function configuration(maxAllowedComplexity) {
  return {
    formatter: { indentStyle: 'space', lineWidth: 150 },
    javascript: { formatter: { quoteStyle: 'single' } },
    linter: {
      rules: {
        recommended: true,
        suspicious: { noExplicitAny: 'error' },
        correctness: { noUnusedVariables: 'error', noUnusedImports: 'error' },
        style: { noNonNullAssertion: 'off' },
        complexity: { noExcessiveCognitiveComplexity: { level: 'error', options: { maxAllowedComplexity } } },
      },
    },
  };
}

/** Biome counts bytes. */
function lineOfByte(text, byte) {
  return lineAt(Buffer.from(text).subarray(0, byte).toString('utf8'), Number.POSITIVE_INFINITY);
}

function firstDifference(before, after) {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const at = old.findIndex((line, index) => line !== fresh[index]);
  return at < 0 ? old.length : at + 1;
}
