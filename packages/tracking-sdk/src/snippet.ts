import { methods } from './tracker.ts';

/**
 * HTML to paste into the head of every page of a site: loads the tracking code of a source from Cutline, and keeps what the page says
 * until it has loaded. `host` is where Cutline answers, e.g. `https://events.example.com`.
 */
export function trackingSnippet({ host, writeKey }: { host: string; writeKey: string }): string {
  const address = `${host.replace(/\/+$/, '')}/v1/cutline.js?writeKey=${encodeURIComponent(writeKey)}`;
  return `<script>
  (function (w, d, src, names) {
    if (w.cutline) return;
    var c = (w.cutline = { said: [] });
    names.split(' ').forEach(function (name) {
      c[name] = function () { c.said.push([name, [].slice.call(arguments)]); };
    });
    var s = d.createElement('script');
    s.async = true;
    s.src = src;
    d.head.appendChild(s);
  })(window, document, ${inScript(address)}, ${inScript(methods.join(' '))});
</script>`;
}

/** A JavaScript string that cannot end the script it stands in. */
function inScript(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}
