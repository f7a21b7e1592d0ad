// The committed pictures are exactly what their sources draw, and the engine says where a mistake is.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8' });

/** The engine patches globals, so it runs in a process of its own. */
function draw(source: string, options = { theme: 'light', language: 'pt' }) {
  const program = `
    const { openEngine } = await import(${JSON.stringify(script('./engine.mjs'))});
    const render = await openEngine();
    const twice = [await render(${JSON.stringify(source)}, ${JSON.stringify(options)}), await render(${JSON.stringify(source)}, ${JSON.stringify(options)})];
    process.stdout.write(JSON.stringify(twice));`;
  const { stdout, stderr } = run('--input-type=module', '--eval', program);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as { svg?: string; error?: { line?: number; message: string } }[];
}

const small = `@startuml
!include <C4/C4_Container>
Person(guarda, "Guarda do parque", "Mede & pergunta")
System_Boundary(lab, "Laboratório") {
  Container(api, "Servidor", "Node.js", "Responde")
}
Rel(guarda, api, "pergunta a espécie", "HTTP")
@enduml`;

describe('diagram pictures', () => {
  it('the committed pictures are what their sources draw', () => {
    const { status, stderr } = run(script('./render.mjs'), '--check');
    expect(stderr).toMatch(/ 0 problems/);
    expect(status).toBe(0);
  }, 180_000);

  it('the same source gives the same bytes, with words joined into lines and aliases kept', () => {
    const [first, second] = draw(small);
    expect(second).toEqual(first);
    expect(first?.svg).toContain('>pergunta a espécie</text>');
    expect(first?.svg).toContain('>Mede &amp; pergunta</text>');
    expect(first?.svg).toContain('data-alias="api"');
    expect(first?.svg).toMatch(/data-from="guarda" data-to="api"/);
    expect(first?.svg).not.toMatch(/ style=| id=/);
  }, 60_000);

  it('the legend and the kinds speak the language of the picture', () => {
    expect(draw(small)[0]?.svg).toContain('>contêiner</text>');
    expect(draw(small, { theme: 'dark', language: 'en' })[0]?.svg).toContain('>container</text>');
  }, 60_000);

  it('a mistake is reported with its line in the source, not drawn', () => {
    const [wrong] = draw(small.replace('Rel(guarda', 'Relação(guarda'));
    expect(wrong?.svg).toBeUndefined();
    expect(wrong?.error?.line).toBe(7);
  }, 60_000);

  it('what was drawn before does not change what is drawn now', () => {
    const sequence = '@startuml\nAlice -> Bob: olá\n@enduml';
    const program = `
      const { openEngine } = await import(${JSON.stringify(script('./engine.mjs'))});
      const render = await openEngine();
      const options = { theme: 'light', language: 'pt' };
      const alone = await render(${JSON.stringify(sequence)}, options);
      await render(${JSON.stringify(small)}, options);
      process.stdout.write(String(alone.svg === (await render(${JSON.stringify(sequence)}, options)).svg));`;
    expect(run('--input-type=module', '--eval', program).stdout).toBe('true');
  }, 60_000);

  it('an empty text is an error, not an empty picture', () => {
    expect(draw('@startuml\n@enduml')[0]?.error?.message).toBe('empty');
  }, 60_000);

  it('a library that is not shipped is an error, not a download', () => {
    const [wrong] = draw('@startuml\n!include <aws/common>\nrectangle a\n@enduml');
    expect(wrong?.error?.line).toBe(2);
  }, 60_000);
});
