import { describe, expect, it } from 'vitest';
import { snippetsFor } from './snippets.ts';

describe('what is pasted to send events', () => {
  it.each(['website', 'server', 'app'] as const)('has the key and the address in it, for a %s', (kind) => {
    const snippets = snippetsFor(kind, 'wk_secret', 'https://events.example.com');
    expect(snippets.length).toBeGreaterThan(2);
    for (const { code } of snippets) {
      expect(code).toContain('wk_secret');
      expect(code).toContain('events.example.com');
      expect(code).not.toContain('http://');
    }
  });

  it('begins with the tracking code on a website, and with a library on a server', () => {
    expect(snippetsFor('website', 'k', 'http://localhost:4100')[0]?.id).toBe('cutline');
    expect(snippetsFor('server', 'k', 'http://localhost:4100')[0]?.id).toBe('analytics-node');
  });

  it('gives browsers the protocol of the address', () => {
    const next = snippetsFor('website', 'k', 'http://localhost:4100').find(({ id }) => id === 'analytics-next');
    expect(next?.code).toContain("apiHost: 'localhost:4100/v1', protocol: 'http'");
  });

  it("takes the build of RudderStack's browser SDK that loads nothing from elsewhere", () => {
    const rudder = snippetsFor('website', 'k', 'http://localhost:4100').find(({ id }) => id === 'rudder-browser');
    expect(rudder?.code).toContain("from '@rudderstack/analytics-js/bundled'");
  });
});
