// One board, drawn with Grafana's components from a Prometheus: /?board=UID&at=SECONDS. Says in window.DONE what is wrong with it.
import React from 'react';
import { createRoot } from 'react-dom/client';
import * as D from '@grafana/data';
import * as U from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { Heatmap, States } from './drawn';
import { shaped, theme } from './fields';
import { isEmpty, query, rangeOf, Range } from './prometheus';

const { dateTime, getFieldDisplayValues, ThemeContext } = D as any;
const { BarGauge, BigValue, GlobalStyles, PanelChrome, TimeSeries } = U as any;

const WIDTH = 1600;
const ROW = 38;
const asked = new URLSearchParams(location.search);
const now = Number(asked.get('at'));
const problems: string[] = [];

function timeRange(range: Range) {
  return { from: dateTime(range.from * 1000), to: dateTime(range.to * 1000), raw: { from: '', to: '' } };
}

function values(panel: any, frames: any[]) {
  return getFieldDisplayValues({
    fieldConfig: panel.fieldConfig,
    reduceOptions: panel.options.reduceOptions,
    replaceVariables: (text: string) => text,
    theme,
    data: frames,
    timeZone: 'utc',
    sparkline: panel.type === 'stat' && panel.options.graphMode === 'area',
  });
}

function Figure({ panel, frames, width, height }: any) {
  const shown = values(panel, frames);
  return (
    <div style={{ display: 'flex' }}>
      {shown.map((value: any, i: number) => (
        <BigValue key={i} value={value.display} sparkline={value.sparkline} width={width / shown.length} height={height} theme={theme}
          colorMode={panel.options.colorMode} graphMode={panel.options.graphMode} justifyMode={panel.options.justifyMode}
          textMode={shown.length === 1 && panel.options.textMode === 'auto' ? 'value' : panel.options.textMode} count={shown.length} />
      ))}
    </div>
  );
}

function Bars({ panel, frames, width, height }: any) {
  const shown = values(panel, frames);
  const each = Math.min(44, height / shown.length);
  return (
    <div>
      {shown.map((value: any, i: number) => (
        <div key={i} style={{ height: each }}>
          <BarGauge value={value.display} field={value.field} display={value.view?.getFieldDisplayProcessor?.(value.colIndex)} width={width}
            height={each - 4} orientation={panel.options.orientation} displayMode={panel.options.displayMode} theme={theme} text={{}} itemSpacing={4}
            alignmentFactors={{ title: shown.map((v: any) => v.display.title ?? '').reduce((a: string, b: string) => (a.length > b.length ? a : b)), text: '00000' }} />
        </div>
      ))}
    </div>
  );
}

function Visual({ panel, frames, range, width, height }: any) {
  switch (panel.type) {
    case 'stat':
      return <Figure panel={panel} frames={frames} width={width} height={height} />;
    case 'bargauge':
      return <Bars panel={panel} frames={frames} width={width} height={height} />;
    case 'timeseries': {
      const legend = panel.options.legend;
      return (
        <TimeSeries frames={frames} timeRange={timeRange(range)} timeZone="utc" width={width} height={height} theme={theme}
          legend={{ ...legend, displayMode: legend.displayMode }} />
      );
    }
    case 'table':
      return <TableNG data={frames[0]} width={width} height={height} noHeader={false} cellHeight={panel.options.cellHeight} />;
    case 'state-timeline':
      return <States frames={frames} range={range} width={width} height={height} />;
    case 'heatmap':
      return <Heatmap frames={frames} range={range} width={width} height={height} />;
    default:
      throw new Error(`no preview of panels of type ${panel.type}`);
  }
}

class Caught extends React.Component<any, any> {
  state = { error: null as any };

  static getDerivedStateFromError(error: any) {
    return { error };
  }

  componentDidCatch(error: any) {
    problems.push(`${this.props.title}: ${error.message}`);
  }

  render() {
    return this.state.error ? <pre style={{ color: 'red' }}>{String(this.state.error)}</pre> : this.props.children;
  }
}

async function load(panel: any, board: any, pixels: number) {
  const range = rangeOf(panel.timeFrom ?? board.time.from, now);
  const waits = panel.fieldConfig.defaults.noValue;
  try {
    const frames = (await Promise.all(panel.targets.map((target: any) => query(panel, target, board, range, pixels)))).flat();
    if (isEmpty(frames)) {
      if (!waits) {
        problems.push(`${panel.title}: no data`);
      }
      return { range, words: waits ?? 'No data' };
    }
    return { range, frames: await shaped(panel, frames) };
  } catch (error: any) {
    problems.push(`${panel.title}: ${error.message}`);
    return { range, words: String(error.message) };
  }
}

function Panel({ panel, loaded, box }: any) {
  return (
    <div style={{ position: 'absolute', ...box }}>
      <PanelChrome title={panel.title} description={panel.description} width={box.width} height={box.height}>
        {(width: number, height: number) =>
          loaded.frames ? (
            <Caught title={panel.title}>
              <Visual panel={panel} frames={loaded.frames} range={loaded.range} width={width} height={height} />
            </Caught>
          ) : (
            <div style={{ height, display: 'flex', alignItems: 'center', justifyContent: 'center', color: theme.colors.text.secondary }}>{loaded.words}</div>
          )
        }
      </PanelChrome>
    </div>
  );
}

async function main() {
  const board = await (await fetch(`/boards/${asked.get('board')}.json`)).json();
  const column = (WIDTH - 16) / 24;
  const drawn = await Promise.all(
    board.panels.map(async (panel: any) => {
      const { x, y, w, h } = panel.gridPos;
      const box = { left: 8 + x * column, top: 52 + y * ROW, width: w * column - 8, height: h * ROW - 8 };
      if (panel.type === 'row') {
        return <div key={panel.id} style={{ position: 'absolute', ...box, fontSize: 17, fontWeight: 500, paddingTop: 4 }}>{panel.title}</div>;
      }
      return <Panel key={panel.id} panel={panel} loaded={await load(panel, board, box.width)} box={box} />;
    })
  );
  const height = Math.max(...board.panels.map((panel: any) => (panel.gridPos.y + panel.gridPos.h) * ROW)) + 60;
  createRoot(document.getElementById('root')!).render(
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div style={{ position: 'relative', width: WIDTH, height, background: theme.colors.background.canvas, color: theme.colors.text.primary, fontFamily: 'Inter, sans-serif' }}>
        <div style={{ padding: '14px 8px 0 8px', fontSize: 20 }}>{board.title}</div>
        {drawn}
      </div>
    </ThemeContext.Provider>
  );
  // Canvases are painted in the frames after the first one.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  (window as any).DONE = { problems };
}

main().catch((error) => {
  (window as any).DONE = { problems: [`the board could not be drawn: ${error.stack}`] };
});
