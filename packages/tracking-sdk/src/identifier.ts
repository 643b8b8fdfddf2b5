/** 128 random bits, hex. `randomUUID` is not there on pages without TLS. */
export function newIdentifier(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
