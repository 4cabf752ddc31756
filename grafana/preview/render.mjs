// node render.mjs PROMETHEUS-URL BOARDS-FOLDER OUTPUT-FOLDER TIME [BOARD…]
//
// Draws each board of the folder as it looks at that time, writes a PNG of each, and names every panel that has an error or no data; ends with 1
// where there is one. CHROMIUM names the browser, /usr/bin/chromium where it is not set.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const [prometheus, boards, output, time, ...only] = process.argv.slice(2);
const root = fileURLToPath(new URL('target/app', import.meta.url));
const types = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
const page =
  '<!doctype html><html><head><link rel="stylesheet" href="/app.css"></head><body style="margin:0"><div id="root"></div><script type="module" src="/app.js"></script></body></html>';

function file(answer, name) {
  if (!fs.existsSync(name)) {
    answer.writeHead(404).end();
    return;
  }
  answer.writeHead(200, { 'content-type': types[path.extname(name)] ?? 'application/octet-stream' });
  fs.createReadStream(name).pipe(answer);
}

const server = http.createServer((request, answer) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname.startsWith('/api/')) {
    http
      .get(prometheus + request.url, (from) => from.pipe(answer.writeHead(from.statusCode, from.headers)))
      .on('error', (error) => answer.writeHead(502).end(String(error)));
  } else if (pathname === '/') {
    answer.writeHead(200, { 'content-type': 'text/html' }).end(page);
  } else if (pathname.startsWith('/boards/')) {
    file(answer, path.join(boards, path.basename(pathname)));
  } else {
    file(answer, path.join(root, path.basename(pathname)));
  }
});

async function draw(browser, board) {
  const tab = await browser.newPage({ viewport: { width: 1600, height: 2600 } });
  const problems = [];
  tab.on('pageerror', (error) => problems.push(error.message));
  const at = Date.parse(time);
  await tab.clock.setFixedTime(at);
  await tab.goto(`http://127.0.0.1:${server.address().port}/?board=${board}&at=${at / 1000}`);
  await tab.waitForFunction('window.DONE', null, { timeout: 60000 });
  problems.push(...(await tab.evaluate('window.DONE')).problems);
  await tab.locator('#root > div').screenshot({ path: path.join(output, `${board}.png`) });
  await tab.close();
  return problems;
}

fs.mkdirSync(output, { recursive: true });
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync',
  ],
});
let failed = false;
try {
  for (const name of fs.readdirSync(boards).filter((each) => each.endsWith('.json')).map((each) => each.slice(0, -5))) {
    if (only.length && !only.includes(name)) {
      continue;
    }
    for (const problem of await draw(browser, name)) {
      failed = true;
      console.log(`${name}: ${problem}`);
    }
  }
} finally {
  await browser.close();
  server.close();
}
process.exitCode = failed ? 1 : 0;
