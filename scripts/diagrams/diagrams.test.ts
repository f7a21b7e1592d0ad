// The committed pictures are exactly what their sources draw, and the engine says where a mistake is.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8' });

interface Drawn {
  svg?: string;
  error?: { line?: number; message: string };
}

/** The engine patches globals, so it runs in a process of its own: the cases one after the other. */
function drawAll<T extends Record<string, { source: string; theme?: string; language?: string }>>(cases: T): Record<keyof T, Drawn> {
  const program = `
    const { openEngine } = await import(${JSON.stringify(script('./engine.mjs'))});
    const render = await openEngine();
    const drawn = {};
    for (const [name, { source, theme = 'light', language = 'pt' }] of Object.entries(${JSON.stringify(cases)}))
      drawn[name] = await render(source, { theme, language });
    process.stdout.write(JSON.stringify(drawn));`;
  const { stdout, stderr } = run('--input-type=module', '--eval', program);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Record<keyof T, Drawn>;
}

const small = `@startuml
!include <C4/C4_Container>
Person(guarda, "Guarda do parque", "Mede & pergunta")
System_Boundary(lab, "Laboratório") {
  Container(api, "Servidor", "Node.js", "Responde")
}
Rel(guarda, api, "pergunta a espécie", "HTTP")
@enduml`;
const sequence = '@startuml\nAlice -> Bob: olá\n@enduml';

const cases = {
  sequenceFirst: { source: sequence },
  small: { source: small },
  sequenceAgain: { source: sequence },
  smallAgain: { source: small },
  english: { source: small, theme: 'dark', language: 'en' },
  wrong: { source: small.replace('Rel(guarda', 'Relação(guarda') },
  empty: { source: '@startuml\n@enduml' },
  notShipped: { source: '@startuml\n!include <aws/common>\nrectangle a\n@enduml' },
  remote: { source: '@startuml\n!include https://example.com/x.puml\n@enduml' },
};

describe('the diagram engine', () => {
  let drawn: Record<keyof typeof cases, Drawn>;
  beforeAll(() => {
    drawn = drawAll(cases);
  }, 120_000);

  it('the same source gives the same bytes, whatever was drawn before', () => {
    expect(drawn.smallAgain).toEqual(drawn.small);
    expect(drawn.sequenceAgain).toEqual(drawn.sequenceFirst);
  });

  it('words are joined into lines and aliases kept; no ids or inline styles', () => {
    expect(drawn.small.svg).toContain('>pergunta a espécie</text>');
    expect(drawn.small.svg).toContain('>Mede &amp; pergunta</text>');
    expect(drawn.small.svg).toContain('data-alias="api"');
    expect(drawn.small.svg).toContain('data-from="guarda" data-to="api"');
    expect(drawn.small.svg).not.toMatch(/ style=| id=/);
  });

  it('the legend and the kinds speak the language of the picture', () => {
    expect(drawn.small.svg).toContain('>contêiner</text>');
    expect(drawn.english.svg).toContain('>container</text>');
  });

  it('a mistake is reported with its line in the source, not drawn', () => {
    expect(drawn.wrong.svg).toBeUndefined();
    expect(drawn.wrong.error?.line).toBe(7);
  });

  it('an empty text is an error, not an empty picture', () => {
    expect(drawn.empty.error?.message).toBe('empty');
  });

  it('what is not shipped is an error, not a download', () => {
    expect(drawn.notShipped.error).toEqual({ line: 2, message: 'cannot include' });
    expect(drawn.remote.error).toEqual({ line: 2, message: 'cannot include' });
  });
});

describe('the pictures of the modules', () => {
  it('are what their sources draw, with nothing overlapping', () => {
    const { status, stderr } = run(script('./render.mjs'), '--check');
    expect(stderr).toMatch(/ 0 problems/);
    expect(status).toBe(0);
  }, 300_000);
});
