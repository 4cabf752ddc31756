// What Grafana does between a panel's query and its data: variables, steps, frames.
import { FieldType, toDataFrame } from '@grafana/data';

export interface Range {
  from: number;
  to: number;
}

const SCRAPE_SECONDS = 60;
const DAY = 86400;
const UNITS: Record<string, number> = { s: 1, m: 60, h: 3600, d: DAY, w: 7 * DAY };

export function seconds(text: string): number {
  const [, count, unit] = /^(\d+)([smhdw])$/.exec(text)!;
  return Number(count) * UNITS[unit];
}

/** `now-12h` and `now/d`, the only forms that the boards use. */
export function rangeOf(from: string, now: number): Range {
  if (from === 'now/d') {
    return { from: now - (now % DAY), to: now };
  }
  return { from: now - seconds(from.replace(/^now-/, '')), to: now };
}

function stepOf(panel: any, range: Range, pixels: number): number {
  const nice = [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
  const wanted = Math.max((range.to - range.from) / pixels, SCRAPE_SECONDS, panel.interval ? seconds(panel.interval) : 0);
  return nice.find((step) => step >= wanted) ?? DAY;
}

function spelt(expr: string, variables: Record<string, string>): string {
  return expr.replace(/\$\{?(\w+)\}?/g, (all, name) => (/^\d+$/.test(name) ? all : variables[name] ?? all));
}

export async function query(panel: any, target: any, dashboard: any, range: Range, pixels: number): Promise<any[]> {
  const step = stepOf(panel, range, pixels);
  const variables: Record<string, string> = {
    __range: `${range.to - range.from}s`,
    __interval: `${step}s`,
    __rate_interval: `${Math.max(step + SCRAPE_SECONDS, 4 * SCRAPE_SECONDS)}s`,
  };
  for (const variable of dashboard.templating.list) {
    variables[variable.name] = variable.type === 'textbox' ? variable.query : '.+';
  }
  const expr = encodeURIComponent(spelt(target.expr, variables));
  const start = Math.ceil(range.from / step) * step;
  const url = target.instant
    ? `/api/v1/query?query=${expr}&time=${range.to}`
    : `/api/v1/query_range?query=${expr}&start=${start}&end=${range.to}&step=${step}`;
  const answer = await (await fetch(url)).json();
  if (answer.status !== 'success') {
    throw new Error(`${target.refId}: ${answer.error}`);
  }
  return target.format === 'table'
    ? [tableFrame(target, answer.data.result)]
    : answer.data.result.map((series: any) => seriesFrame(target, series, start, range.to, step));
}

function tableFrame(target: any, result: any[]): any {
  const labels = [...new Set(result.flatMap((series) => Object.keys(series.metric)))] as string[];
  return toDataFrame({
    refId: target.refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: result.map((series) => series.value[0] * 1000) },
      ...labels.map((label) => ({ name: label, type: FieldType.string, values: result.map((series) => series.metric[label]) })),
      { name: `Value #${target.refId}`, type: FieldType.number, values: result.map((series) => Number(series.value[1])) },
    ],
  });
}

function seriesFrame(target: any, series: any, start: number, end: number, step: number): any {
  const name = target.legendFormat === '__auto' ? Object.values(series.metric).join(' ') || 'Value'
    : target.legendFormat.replace(/\{\{\s*(\w+)\s*\}\}/g, (_: string, label: string) => series.metric[label] ?? '');
  const times: number[] = [];
  const values: Array<number | null> = [];
  if (series.values) {
    const known = new Map(series.values.map((point: any) => [point[0], Number(point[1])]));
    for (let at = start; at <= end; at += step) {
      times.push(at * 1000);
      const value = known.get(at) as number | undefined;
      values.push(value === undefined || Number.isNaN(value) ? null : value);
    }
  } else {
    times.push(series.value[0] * 1000);
    values.push(Number(series.value[1]));
  }
  return toDataFrame({
    refId: target.refId,
    name,
    fields: [
      { name: 'Time', type: FieldType.time, values: times, config: {} },
      { name: 'Value', type: FieldType.number, values, labels: series.metric, config: { displayNameFromDS: name } },
    ],
  });
}

/** Whether there is nothing to see in these frames. */
export function isEmpty(frames: any[]): boolean {
  return !frames.some((frame) =>
    frame.fields.some((field: any) => field.type === FieldType.number && field.values.some((value: any) => value !== null && value !== undefined && !Number.isNaN(value)))
  );
}
