// Bundles app.tsx and what it needs of Grafana into target/.
import { build } from 'esbuild';

await build({
  entryPoints: ['src/app.tsx'],
  bundle: true,
  outdir: 'target/app',
  format: 'esm',
  splitting: true,
  jsx: 'automatic',
  minify: true,
  logLevel: 'error',
  loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl' },
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'window' },
});
