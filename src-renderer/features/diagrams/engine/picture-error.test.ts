import { describe, expect, it } from 'vitest';
import { errorIn } from './picture-error.ts';
import { SvgNode } from './svg-node.ts';

function picture(...texts: string[]): SvgNode {
  const root = new SvgNode('svg', undefined);
  const group = root.appendChild(new SvgNode('g', undefined));
  for (const text of texts) group.appendChild(new SvgNode('text', undefined)).textContent = text;
  return root;
}
const source = { original: ['@startuml', '!include <aws/common>', 'Persn(a)', '@enduml'], originalLine: (line: number) => line - 3 };

describe('an error in the picture', () => {
  it('is none when the picture is a diagram', () => {
    expect(errorIn(picture('Contêineres', 'API'), source)).toBeUndefined();
  });

  it('names the line of the source, without the lines we put before it', () => {
    const tree = picture('PlantUML version 1', '[From textarea (line 6) ]', 'Persn(a)', ' Syntax Error?');
    expect(errorIn(tree, source)).toEqual({ line: 3, message: 'Syntax Error?' });
  });

  it('says that it is an include, whatever the engine calls it', () => {
    expect(errorIn(picture('[From textarea (line 5) ]', 'Fatal parsing error'), source)).toEqual({ line: 2, message: 'cannot include' });
  });

  it('names the library file when the fault is there', () => {
    expect(errorIn(picture('[From c4 (line 9) ]', 'Syntax Error?'), source)).toEqual({ message: 'Syntax Error? (c4:9)' });
  });

  it('sees a crash below the title', () => {
    const tree = picture('Contêineres', 'An error has occurred!', 'PlantUML has crashed.', 'RootCause java.io.IOException: wasm');
    expect(errorIn(tree, source)).toEqual({ message: 'RootCause java.io.IOException: wasm' });
  });
});
