// Counts statements: which there are, and which were reached. Every character stays on its line, so that errors tell the lines of the file.

/** `{ source, lines }`: the text with a counter before each statement (`hit` is how it is called), and the line of each. */
export function instrument(ts, file, text, hit) {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const marks = [];
  const lines = [];
  const counter = (node) => {
    const start = node.getStart(tree);
    lines.push(tree.getLineAndCharacterOfPosition(start).line + 1);
    return { start, call: `${hit}(${lines.length - 1})` };
  };
  const visit = (node) => {
    if (isDeclaredAway(ts, node)) return;
    if (counts(ts, node)) {
      const { start, call } = counter(node);
      if (holdsStatements(ts, node.parent)) marks.push([start, `${call};`]);
      else marks.push([start, `{${call};`], [node.getEnd(), '}']);
    }
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
      const { start, call } = counter(node.body);
      marks.push([start, `(${call},`], [node.body.getEnd(), ')']);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  let source = '';
  let from = 0;
  for (const [at, insertion] of marks.map((mark, order) => [...mark, order]).sort((a, b) => a[0] - b[0] || closing(a) - closing(b) || a[2] - b[2])) {
    source += text.slice(from, at) + insertion;
    from = at;
  }
  return { source: source + text.slice(from), lines };
}

/** What closes comes before what opens at the same place. */
const closing = ([, insertion]) => (insertion === '}' || insertion === ')' ? 0 : 1);

function counts(ts, node) {
  if (!ts.isStatement(node) || ts.isBlock(node) || ts.isEmptyStatement(node)) return false;
  if (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)) return false;
  return !(
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isLabeledStatement(node.parent)
  );
}

function isDeclaredAway(ts, node) {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    (node.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)
  );
}

function holdsStatements(ts, node) {
  return ts.isBlock(node) || ts.isSourceFile(node) || ts.isCaseOrDefaultClause(node) || ts.isModuleBlock(node);
}
