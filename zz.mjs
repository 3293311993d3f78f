import { chromium } from '@playwright/test';
import { serve } from './site/server/serve.mjs';
const sv = await serve({ dir: 'dist', port: 4666, compress: false });
const base = sv.url;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: ['--no-sandbox','--disable-gpu'] });
const c = await b.newContext({ viewport: { width: 1280, height: 720 } }); const p = await c.newPage();
const cdp = await c.newCDPSession(p); await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 });
await p.addInitScript(() => { window.__s = []; new PerformanceObserver((l) => { for (const e of l.getEntries()) window.__s.push([e.value, innerWidth, e.sources.map((s) => (s.node?.className || s.node?.nodeName || '?') + ' ' + [s.previousRect.x,s.previousRect.y,s.previousRect.width,s.previousRect.height].map(Math.round) + '>' + [s.currentRect.x,s.currentRect.y,s.currentRect.width,s.currentRect.height].map(Math.round))]); }).observe({ type: 'layout-shift', buffered: true }); });
for (let r = 0; r < 3; r++) for (const path of process.argv.slice(2)) { for (const [width,height] of [[1280,720],[360,740]]) { await p.goto('about:blank'); await p.setViewportSize({width,height}); await p.goto(base + path); await p.waitForTimeout(1500); const s = await p.evaluate(() => window.__s.filter(x=>x[0]>.002)); if (s.length) console.log(path, JSON.stringify(s)); } }
await b.close(); await sv.close();
