/** `speakPython`: completion, hover and signatures for what `bancada` gives a Python step. Registered once, when such a file is first opened. */
import type { PythonMember, PythonSdk } from '#contract';
import { monaco } from '../monaco.ts';
import { callAt, memberAt, membersBehind } from './infer.ts';

let known: PythonSdk | null = null;

export function speakPython(sdk: PythonSdk): void {
  const isFirst = known === null;
  known = sdk;
  if (!isFirst) return;
  monaco.languages.registerCompletionItemProvider('python', { triggerCharacters: ['.', ' '], provideCompletionItems: complete });
  monaco.languages.registerHoverProvider('python', { provideHover: hover });
  monaco.languages.registerSignatureHelpProvider('python', {
    signatureHelpTriggerCharacters: ['(', ','],
    provideSignatureHelp: help,
  });
}

function complete(model: monaco.editor.ITextModel, position: monaco.Position): monaco.languages.CompletionList {
  if (!known) return { suggestions: [] };
  const { startColumn, endColumn } = model.getWordUntilPosition(position);
  const range = new monaco.Range(position.lineNumber, startColumn, position.lineNumber, endColumn);
  const { CompletionItemKind } = monaco.languages;
  const kinds = {
    function: CompletionItemKind.Method,
    class: CompletionItemKind.Class,
    value: CompletionItemKind.Property,
    type: CompletionItemKind.Interface,
  };
  const isImport = /^\s*from bancada import /.test(model.getLineContent(position.lineNumber));
  return {
    suggestions: membersBehind(model.getLinesContent(), position.lineNumber - 1, position.column - 1, known).map((member) => {
      const isCalled = member.kind === 'function' && !isImport;
      return {
        label: member.name,
        kind: kinds[member.kind],
        detail: member.signature,
        documentation: { value: member.doc },
        insertText: isCalled ? `${member.name}($0)` : member.name,
        ...(isCalled && {
          insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
          command: { id: 'editor.action.triggerParameterHints', title: '' },
        }),
        range,
      };
    }),
  };
}

function hover(model: monaco.editor.ITextModel, position: monaco.Position): monaco.languages.Hover | null {
  const word = model.getWordAtPosition(position);
  const member = word && known && memberAt(model.getLinesContent(), position.lineNumber - 1, word.endColumn - 1, known);
  if (!member) return null;
  return {
    range: new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn),
    contents: [{ value: `\`\`\`python\n${member.signature}\n\`\`\`` }, { value: member.doc }],
  };
}

function help(model: monaco.editor.ITextModel, position: monaco.Position): monaco.languages.SignatureHelpResult | null {
  const call = known && callAt(model.getLinesContent(), position.lineNumber - 1, position.column - 1, known);
  if (!call) return null;
  const { signature, doc, params } = call.member;
  const parameters = params.map((label) => ({ label }));
  const activeParameter = activeOf(call.member, call.argument);
  return {
    value: { signatures: [{ label: signature, documentation: { value: doc }, parameters }], activeSignature: 0, activeParameter },
    dispose: () => {},
  };
}

/** What comes behind the last parameter is its: `**fields`. */
const activeOf = ({ params }: PythonMember, argument: number) => Math.min(argument, Math.max(0, params.length - 1));
