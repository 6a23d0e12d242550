/** The style of the page around the map. */

export const PAGE_STYLE: string = `
:root{color-scheme:light dark}
body{margin:0;padding:12px 16px;font:13px/1.45 system-ui,"Segoe UI","Liberation Sans","DejaVu Sans",sans-serif;
background:var(--page);color:var(--ink);--page:#fff;--ink:#1f2328;--faint:#57606a;--edge:#d0d7de;--focus:#0969da;
--bad:#b3261e;--soon:#8a5300;--good:#116329}
@media (prefers-color-scheme:dark){body{--page:#0d1117;--ink:#e6edf3;--faint:#9ea7b3;--edge:#30363d;--focus:#58a6ff;
--bad:#ff8a80;--soon:#e3b341;--good:#56d364}}
body.vscode-light,body.vscode-dark,body.vscode-high-contrast{font-family:var(--vscode-font-family);
--page:var(--vscode-editor-background);--ink:var(--vscode-editor-foreground);--faint:var(--vscode-descriptionForeground);
--edge:var(--vscode-widget-border,#8886);--focus:var(--vscode-focusBorder)}
body.vscode-light{--bad:#b3261e;--soon:#8a5300;--good:#116329}
body.vscode-dark,body.vscode-high-contrast{--bad:#ff8a80;--soon:#e3b341;--good:#56d364}
body.vscode-high-contrast-light{--bad:#8f0000;--soon:#5c3700;--good:#00410f}
header{position:sticky;top:0;left:0;z-index:2;background:var(--page);padding:4px 0 8px;border-bottom:1px solid var(--edge)}
h1{font-size:16px;margin:0 0 6px}h1 span{font-weight:400;color:var(--faint)}
h2{font-size:14px;margin:28px 0 8px}
.tools{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center}
.tools input,.tools select,.tools button{font:inherit;color:var(--ink);background:var(--page);
border:1px solid var(--faint);border-radius:4px;padding:3px 8px}
.tools input{width:17em}
button{cursor:pointer}
:focus-visible{outline:2px solid var(--focus);outline-offset:1px}
#status{color:var(--faint);min-width:9em}
.scroller{overflow:auto}
.scroller svg{display:block}
.legend{display:flex;flex-wrap:wrap;gap:4px 20px;margin:8px 0;padding:0;list-style:none;font-size:12px}
.legend svg{vertical-align:middle;margin-right:6px}
#details{white-space:pre-line;border:1px solid var(--edge);border-radius:6px;padding:8px 10px;margin:8px 0;min-height:1.4em;
position:sticky;bottom:0;z-index:1;max-height:9em;overflow:auto;background:var(--page)}
table{border-collapse:collapse;margin:8px 0;font-size:12px}
caption{text-align:left;font-weight:600;padding:4px 0}
th,td{border:1px solid var(--edge);padding:3px 8px;text-align:left;vertical-align:top;max-width:34em;overflow-wrap:break-word}
td.day{white-space:nowrap}
th{background:color-mix(in srgb,var(--ink) 7%,transparent)}
tr[hidden]{display:none}
td .word{color:var(--line);font-weight:600;white-space:nowrap}
[data-place-of][role=link]{cursor:pointer;text-decoration:underline}
.state-expired,.state-not-yet-valid{color:var(--bad)}.state-expiring{color:var(--soon)}.state-valid{color:var(--good)}
.tls-map .bar{fill:var(--good)}.tls-map .state-expired .bar,.tls-map .state-not-yet-valid .bar{fill:var(--bad)}
.tls-map .state-expiring .bar{fill:var(--soon)}
.tls-map .state-expired .note,.tls-map .state-not-yet-valid .note{fill:var(--bad);font-weight:600}
.tls-map .state-expiring .note{fill:var(--soon);font-weight:600}
.tls-map .today{stroke:var(--text);stroke-width:1.5;stroke-dasharray:3 2;fill:none}
.tls-map .thing{cursor:pointer;outline:none}
.tls-map .thing:hover>.frame,.tls-map .thing:hover>.back{fill:var(--hover)}
.tls-map .thing:focus>.frame,.tls-map .thing:focus>.back{stroke:var(--focus);stroke-width:2.5}
.tls-map:is(.focusing,.filtering) :is(.edge,.box,.pill text,.pill .icon){opacity:.3}
.tls-map:is(.focusing,.filtering) .pill rect{stroke-opacity:.3}
.tls-map:is(.focusing,.filtering) :is(.edge.on,.box:has(.on),.pill.on text,.pill.on .icon){opacity:1}
.tls-map:is(.focusing,.filtering) .pill.on rect{stroke-opacity:1}
.tls-map.filtering .box:has(.match){opacity:1}
.tls-map .match>.frame,.tls-map .match>.back{stroke:var(--focus);stroke-width:2}
`;
