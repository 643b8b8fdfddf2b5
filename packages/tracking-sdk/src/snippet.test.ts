import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { trackingSnippet } from './snippet.ts';
import { methods } from './tracker.ts';

interface Page {
  cutline?: Record<string, (...given: unknown[]) => void> & { said: [string, unknown[]][] };
}

/** Runs what the snippet holds as a page would; gives the window and the scripts that were added to it. */
function paste(html: string, page: Page = {}): { page: Page; scripts: { src?: string; async?: boolean }[] } {
  const scripts: { src?: string }[] = [];
  const document = { createElement: () => ({}), head: { appendChild: (script: object) => scripts.push(script) } };
  const code = /^<script>([^]*)<\/script>$/.exec(html)![1]!;
  runInNewContext(code, { window: page, document });
  return { page, scripts };
}

describe('trackingSnippet', () => {
  it('loads the script of the source, without holding up the page', () => {
    const { scripts } = paste(trackingSnippet({ host: 'https://events.example.com/', writeKey: 'wk_1' }));
    expect(scripts).toEqual([{ async: true, src: 'https://events.example.com/v1/cutline.js?writeKey=wk_1' }]);
  });

  it('keeps everything that a tracker can be told until the script has loaded', () => {
    const { page } = paste(trackingSnippet({ host: 'https://events.example.com', writeKey: 'wk_1' }));
    for (const method of methods) page.cutline![method]!('first', { second: 2 });
    expect(JSON.parse(JSON.stringify(page.cutline!.said))).toEqual(
      methods.map((name) => [name, ['first', { second: 2 }]]),
    );
  });

  it('does nothing a second time', () => {
    const { page } = paste(trackingSnippet({ host: 'https://events.example.com', writeKey: 'wk_1' }));
    expect(paste(trackingSnippet({ host: 'https://events.example.com', writeKey: 'wk_1' }), page).scripts).toEqual([]);
  });

  it('cannot be ended by what stands in it', () => {
    const html = trackingSnippet({ host: 'https://x.example/</script><script>alert(1)//', writeKey: '"</script>' });
    expect(html.match(/<\/script>/g)).toHaveLength(1);
    expect(paste(html).scripts[0]!.src).toContain('https://x.example/</script>');
  });
});
