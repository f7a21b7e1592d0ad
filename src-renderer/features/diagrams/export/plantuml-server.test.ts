import { decode } from 'plantuml-encoder';
import { describe, expect, it } from 'vitest';
import { isOnThisMachine, plantumlServerUrl } from './plantuml-server.ts';

describe('PlantUML server', () => {
  it('carries the whole source in the address', async () => {
    const puml = '@startuml\nPerson(a, "Você — é")\n@enduml';
    const url = await plantumlServerUrl('http://localhost:8080/', puml);
    expect(url).toMatch(/^http:\/\/localhost:8080\/uml\/[\w-]+$/);
    expect(decode(url?.split('/').at(-1) ?? '')).toBe(puml);
  });

  it('refuses what is not a web address', async () => {
    expect(await plantumlServerUrl('javascript:alert(1)', 'a')).toBeUndefined();
    expect(await plantumlServerUrl('plantuml.com', 'a')).toBeUndefined();
  });

  it('knows which servers are on this machine', () => {
    expect(['http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:8080'].map(isOnThisMachine)).toEqual([true, true, true]);
    expect(['https://www.plantuml.com/plantuml', 'http://127.example.com', 'x'].map(isOnThisMachine)).toEqual([false, false, false]);
  });
});
