import { openBrowser } from './lib/browser.mjs'; import { serve } from './lib/server.mjs';
const s=await serve('../../target/s/site','/',{compress:true}); const b=await openBrowser();
for (const [w,h] of [[412,823],[320,640],[360,640],[768,1024],[1280,800]]) {
const c=await b.newContext({viewport:{width:w,height:h},deviceScaleFactor:1.75,isMobile:w<600}); const t=await c.newPage(); const cdp=await c.newCDPSession(t);
await cdp.send('Emulation.setCPUThrottlingRate',{rate:6}); await cdp.send('Network.enable'); await cdp.send('Network.emulateNetworkConditions',{offline:false,latency:150,downloadThroughput:200000,uploadThroughput:90000});
await t.goto(s.url+'stod/index.html'); 
console.log(w, await t.evaluate(()=>new Promise(r=>{const o=[];const p=new PerformanceObserver(l=>o.push(...l.getEntries()));p.observe({type:'layout-shift',buffered:true});setTimeout(()=>{const l=o;const e=p.takeRecords();r(JSON.stringify([...l,...e].map(x=>[x.value,x.sources.map(s=>[s.node?.className||s.node?.nodeName, s.previousRect.toJSON(), s.currentRect.toJSON()].map(v=>typeof v==='string'?v:[v.x,v.y,v.width,v.height].map(Math.round).join(',')))])))},1500)})));
await c.close(); }
await b.close(); await s.close();
