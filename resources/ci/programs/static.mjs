// Static analysis: what in the code's own text opens a door. Patterns of syntax, not of letters: a word in a comment is none.
import { step } from '@bancada/sdk';
import { codeFiles, compiler, textOf } from './code.mjs';

const modules = { child_process: ['shell', 'high'], vm: ['dynamic-code', 'critical'], v8: ['unsafe-deserialize', 'medium'] };

await step(async (lab) => {
  const ts = await compiler(lab);
  const files = codeFiles(['.ts', '.mts', '.js', '.mjs']);
  const findings = [];
  for (const file of files) {
    const tree = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
    const visit = (node) => {
      for (const [rule, severity] of judge(ts, node))
        findings.push({ rule, severity, file, line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1 });
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  lab.output('resultado').json({ files: files.length, findings });
});

function judge(ts, node) {
  if (
    ts.isImportDeclaration(node) ||
    (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require'))
  ) {
    const from = ts.isImportDeclaration(node) ? node.moduleSpecifier : node.arguments[0];
    const found = from && ts.isStringLiteral(from) && modules[from.text.replace('node:', '')];
    return found ? [found] : [];
  }
  if (ts.isCallExpression(node)) return call(ts, node);
  if (ts.isNewExpression(node)) {
    const name = node.expression.getText();
    if (name === 'Function') return [['dynamic-code', 'critical']];
    const [pattern] = node.arguments ?? [];
    return name === 'RegExp' && pattern && !ts.isStringLiteralLike(pattern) ? [['regexp-from-input', 'medium']] : [];
  }
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'rejectUnauthorized' && node.initializer.kind === ts.SyntaxKind.FalseKeyword)
    return [['tls-off', 'high']];
  if (ts.isStringLiteralLike(node)) return /^http:\/\/(?!localhost|127\.|\[::1\]|www\.w3\.org)/.test(node.text) ? [['plain-http', 'medium']] : [];
  return [];
}

function call(ts, node) {
  const name = node.expression.getText();
  const [first] = node.arguments;
  if (name === 'eval' || name === 'Function') return [['dynamic-code', 'critical']];
  if (/(^|\.)createHash$/.test(name) && first && ts.isStringLiteral(first) && /^(md5|sha1)$/i.test(first.text)) return [['weak-hash', 'medium']];
  if (name === 'process.binding' || name === 'process.dlopen') return [['native-code', 'high']];
  return [];
}
