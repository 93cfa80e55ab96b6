/** What a picture is drawn from, as data: the shape of echarts' own options, without a line of its code. */
export type ChartOption = {
  tooltip?: Record<string, unknown> & { formatter?: (at: { name: string; value: unknown }) => string };
  series: Record<string, unknown>[];
  [part: string]: unknown;
};

type StatusColours = Record<'healthy' | 'progressing' | 'degraded' | 'failed' | 'unknown' | 'suspended', string>;

/** The theme's colours as the canvas needs them. */
export type ChartColours = {
  ink: string;
  inkSoft: string;
  paper: string;
  sheet: string;
  sunken: string;
  line: string;
  font: string;
  status: StatusColours;
  soft: StatusColours;
};
