// Grafana has no public component for these two panels: drawn plainly, with Grafana's colours and texts.
import { FieldType } from '@grafana/data';
import { theme } from './fields';

const text = theme.colors.text.secondary;

function clock(millis: number, range: { from: number; to: number }): string {
  const iso = new Date(millis).toISOString();
  return range.to - range.from > 2 * 86400 ? iso.slice(5, 10) : iso.slice(11, 16);
}

function TimeAxis({ range, left, width, top }: any) {
  const ticks = Math.max(2, Math.min(8, Math.floor((width - left) / 90)));
  return (
    <>
      {[...Array(ticks + 1)].map((_, i) => {
        const at = (range.from + ((range.to - range.from) * i) / ticks) * 1000;
        const x = left + ((width - left) * i) / ticks;
        return (
          <text key={i} x={x} y={top + 14} fill={text} fontSize={11} textAnchor={i === 0 ? 'start' : i === ticks ? 'end' : 'middle'}>
            {clock(at, range)}
          </text>
        );
      })}
    </>
  );
}

export function States({ frames, range, width, height }: any) {
  const left = 110;
  const legend = 22;
  const rowHeight = Math.min(40, (height - legend - 20) / Math.max(1, frames.length));
  const x = (seconds: number) => left + ((seconds - range.from) / (range.to - range.from)) * (width - left);
  const seen = new Map<string, string>();
  const rows = frames.map((frame: any, row: number) => {
    const times = frame.fields.find((field: any) => field.type === FieldType.time).values;
    const field = frame.fields.find((each: any) => each.type === FieldType.number);
    const runs: any[] = [];
    for (let i = 0; i < times.length; i++) {
      const last = runs[runs.length - 1];
      const until = (times[i + 1] ?? range.to * 1000) / 1000;
      if (last && last.value === field.values[i]) {
        last.until = until;
      } else {
        runs.push({ value: field.values[i], from: times[i] / 1000, until });
      }
    }
    return (
      <g key={row}>
        <text x={left - 8} y={rowHeight * (row + 0.5) + 4} fill={theme.colors.text.primary} fontSize={12} textAnchor="end">
          {field.state.displayName}
        </text>
        {runs.filter((run) => run.value !== null).map((run, i) => {
          const display = field.display(run.value);
          seen.set(display.text, display.color);
          return (
            <rect key={i} x={x(run.from)} width={Math.max(0.5, x(run.until) - x(run.from))} y={rowHeight * row + 2} height={rowHeight - 4} fill={display.color} fillOpacity={0.85} />
          );
        })}
      </g>
    );
  });
  return (
    <svg width={width} height={height}>
      {rows}
      <TimeAxis range={range} left={left} width={width} top={rowHeight * frames.length} />
      {[...seen].map(([name, colour], i) => (
        <g key={name} transform={`translate(${left + i * 105}, ${height - 14})`}>
          <rect width={14} height={4} y={4} rx={2} fill={colour} />
          <text x={20} y={10} fill={text} fontSize={12}>{name}</text>
        </g>
      ))}
    </svg>
  );
}

/** Prometheus counts buckets from the lowest one on; a row shows only its own. */
export function Heatmap({ frames, range, width, height }: any) {
  const bound = (frame: any) => {
    const le = frame.fields.find((field: any) => field.labels?.le)?.labels.le;
    return le === '+Inf' ? Infinity : Number(le);
  };
  const sorted = [...frames].sort((a: any, b: any) => bound(a) - bound(b));
  const left = 56;
  const rowHeight = (height - 24) / sorted.length;
  const values = sorted.map((frame: any) => frame.fields.find((field: any) => field.type === FieldType.number).values);
  const own = values.map((row: any[], i: number) => row.map((value, at) => (value ?? 0) - (i ? values[i - 1][at] ?? 0 : 0)));
  const most = Math.max(1e-9, ...own.flat());
  const columns = own[0].length;
  const columnWidth = (width - left) / columns;
  return (
    <svg width={width} height={height}>
      {own.map((row: number[], i: number) => {
        const y = rowHeight * (sorted.length - 1 - i);
        return (
          <g key={i}>
            <text x={left - 8} y={y + rowHeight / 2 + 4} fill={text} fontSize={11} textAnchor="end">
              {bound(sorted[i]) === Infinity ? 'more' : `${bound(sorted[i])} s`}
            </text>
            {row.map((value, at) =>
              value > 0.01 ? (
                <rect key={at} x={left + at * columnWidth} y={y} width={Math.max(1, columnWidth - 1)} height={Math.max(1, rowHeight - 1)} fill="#ff9830" fillOpacity={0.15 + (0.85 * value) / most} />
              ) : null
            )}
          </g>
        );
      })}
      <TimeAxis range={range} left={left} width={width} top={rowHeight * sorted.length} />
    </svg>
  );
}
