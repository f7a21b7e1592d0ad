// What the TypeScript compiler says of the code: with the SDK's declarations and Node's, and with nothing else.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, textOf } from './code.mjs';

const { libFileMap } = await import(pathToFileURL(join(typescriptFolder(), 'lib.js')).href);

const manifest = JSON.stringify({ name: '@bancada/sdk', types: './sdk/index.d.ts' });

function typescriptFolder() {
  return JSON.parse(readFileSync(process.env.LAB_CONTEXT, 'utf8')).inputs.typescript.path;
}

export function checkTypes(ts, lab, files) {
  const sdk = lab.input('sdk').json();
  const node = lab.input('node').path;
  const source = (path) => {
    if (path.startsWith('/lib/')) return libFileMap[path.slice(5)];
    if (path.startsWith('/node_modules/@types/node/')) return read(join(node, path.slice('/node_modules/@types/node/'.length)));
    if (path.startsWith('/node_modules/')) return sdk[path.slice(1)] ?? (path === '/node_modules/@bancada/sdk/package.json' ? manifest : undefined);
    const file = path.startsWith('/project/') ? path.slice('/project/'.length) : null;
    return file !== null && !file.startsWith('node_modules/') && existsSync(join(root, file)) && statSync(join(root, file)).isFile()
      ? textOf(file)
      : undefined;
  };
  const options = {
    ...{
      strict: true,
      noEmit: true,
      resolveJsonModule: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
    },
    ...{
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: ['node'],
      lib: ['lib.esnext.d.ts'],
    },
  };
  const host = {
    fileExists: (path) => source(path) !== undefined,
    readFile: source,
    getSourceFile: (path, version) => {
      const text = source(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, version);
    },
    getDefaultLibFileName: () => '/lib/lib.esnext.d.ts',
    getDefaultLibLocation: () => '/lib',
    writeFile() {},
    getCurrentDirectory: () => '/project',
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    directoryExists: (path) =>
      path.startsWith('/project') ? existsSync(join(root, path.slice('/project'.length))) : path.startsWith('/node_modules'),
    getDirectories: (path) => (path === '/node_modules/@types' ? ['node'] : []),
    realpath: (path) => path,
  };
  const program = ts.createProgram(
    files.filter((file) => /\.m?ts$/.test(file)).map((file) => `/project/${file}`),
    options,
    host,
  );
  return [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics(), ...program.getGlobalDiagnostics()]
    .filter(({ file }) => file === undefined || file.fileName.startsWith('/project/'))
    .map(({ file, start = 0, code, messageText }) => ({
      ...{ kind: 'types', rule: `TS${code}`, level: 'error', file: file ? file.fileName.slice('/project/'.length) : null },
      line: file ? file.getLineAndCharacterOfPosition(start).line + 1 : null,
      text: ts.flattenDiagnosticMessageText(messageText, '\n').split('\n').slice(0, 3).join('\n'),
    }));
}

function read(path) {
  return existsSync(path) && !statSync(path).isDirectory() ? readFileSync(path, 'utf8') : undefined;
}
