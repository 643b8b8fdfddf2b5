/** Calls back now, and whenever the page's address changes without its being loaded anew; what stands behind `#` does not count. */
export function followPages(onPage: () => void): void {
  let shown: string | undefined;
  const look = (): void => {
    const address = location.pathname + location.search;
    if (address === shown) return;
    shown = address;
    onPage();
  };
  // A page that routes itself sets its title after the address.
  const lookSoon = (): void => void setTimeout(look);
  for (const change of ['pushState', 'replaceState'] as const) {
    const original = history[change];
    history[change] = function (...given) {
      original.apply(this, given);
      lookSoon();
    };
  }
  addEventListener('popstate', lookSoon);
  look();
}
