/** The compass rose of the chart: eight winds, north marked. */
export function Compass({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 48 48" className={className}>
      <circle cx="24" cy="24" r="15.5" fill="none" stroke="currentColor" strokeWidth="1" opacity=".55" />
      <path
        d="m34 14-8 8.6L25.4 22ZM34 34l-8.6-8 .6-.6ZM14 34l8-8.6.6.6ZM14 14l8.6 8-.6.6Z"
        fill="currentColor"
        opacity=".6"
      />
      <path
        d="M24 1 27.4 20.6 24 24ZM47 24 27.4 27.4 24 24ZM24 47 20.6 27.4 24 24ZM1 24 20.6 20.6 24 24Z"
        fill="currentColor"
      />
      <path d="M24 1 20.6 20.6 24 24Z" className="fill-signal" />
      <path
        d="M47 24 27.4 20.6 24 24ZM24 47 27.4 27.4 24 24ZM1 24 20.6 27.4 24 24Z"
        fill="currentColor"
        opacity=".45"
      />
    </svg>
  );
}
