import type { ChartColours } from './chart-option';

/** Reads the colours of the theme that is on the page now. */
export function readChartColours(root: Element): ChartColours {
  const style = getComputedStyle(root);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const statuses = (suffix: string) => ({
    healthy: colour(`healthy-${suffix}`),
    progressing: colour(`progressing-${suffix}`),
    degraded: colour(`degraded-${suffix}`),
    failed: colour(`failed-${suffix}`),
    unknown: colour(`unknown-${suffix}`),
    suspended: colour(`suspended-${suffix}`),
  });
  return {
    ink: colour('ink'),
    inkSoft: colour('ink-soft'),
    paper: colour('paper'),
    sheet: colour('sheet'),
    sunken: colour('sunken'),
    line: colour('line-strong'),
    font: getComputedStyle(document.body).fontFamily,
    status: statuses('mark'),
    soft: statuses('soft'),
  };
}
