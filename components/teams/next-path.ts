/** Only its origin matters: what resolves to another one leads away from this hub. */
const HERE = 'http://hub.invalid';

/** A path on this hub, or `/`: whatever a link says, nobody is led to another site, to an API or back to the sign-in page. */
export function nextPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, HERE)) return '/';
  const url = new URL(wanted, HERE);
  const elsewhere = url.origin !== HERE || /^\/(\/|api\/|sign-in(\/|$))/.test(url.pathname);
  return elsewhere ? '/' : `${url.pathname}${url.search}`;
}

/** The sign-in page, which leads back to `wanted` afterwards. */
export function signInHref(wanted: string | null | undefined): string {
  const next = nextPath(wanted);
  return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}
