// Grafana's field settings (units, thresholds, mappings, overrides) applied to frames.
import * as D from '@grafana/data';

const { applyFieldOverrides, createTheme, getFieldDisplayName, standardTransformers, standardTransformersRegistry, transformDataFrame, Registry } = D as any;

export const theme = createTheme({ colors: { mode: 'dark' } });

standardTransformersRegistry.setInit(() =>
  [...new Map(Object.values(standardTransformers).map((each: any) => [each.id, each])).values()].map((each: any) => ({
    id: each.id,
    transformation: () => Promise.resolve(each),
    name: each.name,
    editor: null,
    description: '',
    imageDark: '',
    imageLight: '',
  }))
);

const SETTINGS = ['unit', 'min', 'max', 'decimals', 'displayName', 'color', 'thresholds', 'mappings', 'noValue', 'links'];
const CUSTOM = [
  'cellOptions', 'drawStyle', 'lineWidth', 'fillOpacity', 'showPoints', 'stacking', 'barAlignment', 'lineInterpolation', 'axisPlacement',
  'gradientMode', 'thresholdsStyle', 'lineStyle', 'spanNulls', 'width', 'minWidth', 'align', 'hideFrom',
];

// Options of panel plugins are known to Grafana only when the plugin is loaded: they are registered by name.
const registry = new ((D as any).FieldConfigOptionsRegistry || Registry)();
const asItIs = (value: any) => value;
SETTINGS.forEach((id) => registry.register({ id, path: id, name: id, isCustom: false, process: asItIs, shouldApply: () => true, getItemsCount: () => 0 }));
CUSTOM.forEach((id) => registry.register({ id: `custom.${id}`, path: id, name: id, isCustom: true, process: asItIs, shouldApply: () => true }));

function first(observable: any): Promise<any[]> {
  return new Promise((resolve, reject) => observable.subscribe({ next: resolve, error: reject }));
}

export async function shaped(panel: any, frames: any[]): Promise<any[]> {
  const transformed = panel.transformations?.length ? await first(transformDataFrame(panel.transformations, frames)) : frames;
  const fields = applyFieldOverrides({
    data: transformed,
    fieldConfig: panel.fieldConfig,
    replaceVariables: (text: string) => text,
    theme,
    timeZone: 'utc',
    fieldConfigRegistry: registry,
  });
  for (const frame of fields) {
    for (const field of frame.fields) {
      const name = getFieldDisplayName(field, frame, fields);
      field.state = { ...field.state, displayName: name };
      if (panel.type === 'table') {
        field.name = name;
      }
    }
  }
  return fields;
}
