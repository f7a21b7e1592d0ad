// The address of a diagram on a PlantUML server: the source travels compressed inside the address.

/** undefined when the address of the server cannot be used. */
export async function plantumlServerUrl(server: string, puml: string): Promise<string | undefined> {
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol)) return undefined;
  const { encode } = await import('plantuml-encoder');
  return `${server.replace(/\/+$/, '')}/uml/${encode(puml)}`;
}

export function isOnThisMachine(server: string): boolean {
  if (!URL.canParse(server)) return false;
  const { hostname } = new URL(server);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname) || hostname.endsWith('.localhost');
}
