const WINDS = 32;
const ROSES = [
  { x: 300, y: 260 },
  { x: 1250, y: 640 },
];
const FAR = 2400;

/** The web of wind lines that gave portolan charts their look; pure decoration, drawn faint by whoever places it. */
export function RhumbLines({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 1600 900" preserveAspectRatio="xMidYMid slice" className={className}>
      {ROSES.map(({ x, y }) => (
        <g key={x} stroke="currentColor" strokeWidth="1" vectorEffect="non-scaling-stroke">
          {Array.from({ length: WINDS / 2 }, (_, wind) => {
            const angle = (wind * 2 * Math.PI) / WINDS;
            const [dx, dy] = [Math.round(FAR * Math.cos(angle)), Math.round(FAR * Math.sin(angle))];
            return <line key={angle} x1={x - dx} y1={y - dy} x2={x + dx} y2={y + dy} />;
          })}
          <circle cx={x} cy={y} r="150" fill="none" />
        </g>
      ))}
    </svg>
  );
}
