/** Colours and lines of the map for light, dark and high-contrast surroundings. */

/**
 * Inside VS Code its theme decides; elsewhere what the reader's system asks for. Each kind of line has its own
 * pattern beside its colour.
 */
export const MAP_STYLE: string = `
.tls-map{font-family:system-ui,"Segoe UI","Liberation Sans","DejaVu Sans",sans-serif;font-size:11px}
.tls-map,.tls-words{--ground:#fff;--text:#1f2328;--soft:#57606a;--box:#f6f8fa;--rim:#8c959f;--rule:#d0d7de;--hover:#ddf4ff;
--plain:#b3261e;--local:#57606a;--tls:#0958a8;--unverified:#8a5300;--verified:#116329;--mutual:#6639ba;--unknown:#57606a;
--error:#b3261e;--warning:#8a5300}
@media (prefers-color-scheme:dark){.tls-map,.tls-words{--ground:#0d1117;--text:#e6edf3;--soft:#9ea7b3;--box:#161b22;--rim:#6e7681;
--rule:#30363d;--hover:#1c2b41;--plain:#ff8a80;--local:#9ea7b3;--tls:#79c0ff;--unverified:#e3b341;--verified:#56d364;
--mutual:#d2a8ff;--unknown:#9ea7b3;--error:#ff8a80;--warning:#e3b341}}
@media (prefers-contrast:more){.tls-map{--soft:var(--text);--rim:var(--text);--rule:var(--text);--box:var(--ground)}}
.vscode-light .tls-map,.vscode-dark .tls-map,.vscode-high-contrast .tls-map{--ground:var(--vscode-editor-background);
--text:var(--vscode-editor-foreground);--soft:var(--vscode-descriptionForeground);
--box:var(--vscode-editorWidget-background);--rim:var(--vscode-widget-border,var(--vscode-contrastBorder,#888));
--rule:var(--vscode-editorIndentGuide-background1,#8884);--hover:var(--vscode-list-hoverBackground)}
.vscode-light :is(.tls-map,.tls-words){--plain:#b3261e;--local:#57606a;--tls:#0958a8;--unverified:#8a5300;--verified:#116329;
--mutual:#6639ba;--unknown:#57606a;--error:#b3261e;--warning:#8a5300;--rim:#8c959f;--rule:#d0d7de}
.vscode-dark :is(.tls-map,.tls-words){--plain:#ff8a80;--local:#b0b8c2;--tls:#79c0ff;--unverified:#e3b341;--verified:#56d364;
--mutual:#d2a8ff;--unknown:#b0b8c2;--error:#ff8a80;--warning:#e3b341;--rim:#6e7681;--rule:#3d444d}
.vscode-high-contrast :is(.tls-map,.tls-words){--soft:var(--text);--rim:var(--vscode-contrastBorder,var(--text));--rule:var(--soft);
--plain:#ff8a80;--local:var(--text);--tls:#79c0ff;--unverified:#ffd33d;--verified:#7ee787;--mutual:#d2a8ff;
--unknown:var(--text);--error:#ff8a80;--warning:#ffd33d}
.vscode-high-contrast-light :is(.tls-map,.tls-words){--plain:#8f0000;--tls:#003d80;--unverified:#5c3700;--verified:#00410f;
--mutual:#43138f;--error:#8f0000;--warning:#5c3700}
.tls-map .ground{fill:var(--ground)}
.tls-map text{fill:var(--text)}
.tls-map .section-heading{font-size:15px;font-weight:600}
.tls-map .column-heading{font-size:11px;fill:var(--soft)}
.tls-map .label{font-size:12px;font-weight:600}
.tls-map .name{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px}
.tls-map .small{fill:var(--soft)}
.tls-map .frame{fill:var(--box);stroke:var(--rim)}
.tls-map .clients .frame{fill:none;stroke-dasharray:2 3}
.tls-map .rule{stroke:var(--rule);fill:none}
.tls-map .back{fill:transparent}
.look-plain{--line:var(--plain)}.look-local{--line:var(--local)}.look-tls{--line:var(--tls)}
.look-unverified{--line:var(--unverified)}.look-verified{--line:var(--verified)}
.look-mutual{--line:var(--mutual)}.look-unknown{--line:var(--unknown)}
.tls-map .line{fill:none;stroke:var(--line);stroke-width:2}
.tls-map .way .line{stroke:var(--rim);stroke-width:1.2}
.tls-map .clients.look-plain .line,.tls-map .hop.look-plain .line{stroke-dasharray:6 4}
.tls-map .clients.look-local .line,.tls-map .hop.look-local .line{stroke-dasharray:2 3}
.tls-map .hop.look-unverified .line{stroke-dasharray:14 4}
.tls-map .clients.look-unknown .line,.tls-map .hop.look-unknown .line{stroke-dasharray:1 5;stroke-linecap:round}
.tls-map .hop.look-mutual .line,.tls-map .clients.look-mutual .line{stroke-width:5}
.tls-map .inner{fill:none;stroke:var(--ground);stroke-width:2}
.tls-map .head{fill:var(--line)}
.tls-map .icon{fill:none;stroke:var(--line);stroke-width:1.2;stroke-linecap:round;stroke-linejoin:round}
.tls-map .pill rect{fill:var(--ground);stroke:var(--line)}
.tls-map .pill text{fill:var(--line);font-weight:600}
.tls-map .badge{--line:var(--error)}
.tls-map .badge.warning{--line:var(--warning)}
.tls-map .badge rect{fill:var(--ground);stroke:var(--line)}
.tls-map .badge text{fill:var(--line);font-weight:600}
@media (forced-colors:active){.tls-map,.tls-words{--ground:Canvas;--text:CanvasText;--soft:CanvasText;--box:Canvas;--rim:CanvasText;
--rule:CanvasText;--hover:Highlight;--plain:CanvasText;--local:CanvasText;--tls:CanvasText;--unverified:CanvasText;
--verified:CanvasText;--mutual:CanvasText;--unknown:CanvasText;--error:CanvasText;--warning:CanvasText}}
`;
