/** The look of a study's page. */
export const style = `
:root{color-scheme:light dark;--text:#1c2430;--muted:#5b6676;--page:#f6f7f9;--surface:#fff;--line:#dce1e8;--now:#3b82c4;--high:#b42318;--high-soft:#fdecea;--warning:#8a5a00;--warning-soft:#fdf3da;--none:#24704a;--none-soft:#e5f4ec}
@media (prefers-color-scheme:dark){:root{--text:#e6e9ee;--muted:#9aa5b4;--page:#14181e;--surface:#1c222a;--line:#323b47;--now:#5aa2e0;--high:#ff8a80;--high-soft:#43211e;--warning:#f0c060;--warning-soft:#3d3218;--none:#7ed0a4;--none-soft:#1c3a2b}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,sans-serif}
main{max-width:1280px;margin:0 auto;padding:32px 24px}
h1{font-size:24px;line-height:1.25;margin:0 0 8px;overflow-wrap:anywhere}
h2{font-size:18px;margin:32px 0 8px}
p{max-width:88ch;margin:0 0 8px}
.verdict{font-size:17px;font-weight:600;color:var(--none)}
.verdict.moved{color:var(--high)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:16px 0}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere}
.wide{overflow-x:auto;background:var(--surface);border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
th,td{padding:8px 12px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--muted);font-weight:400;white-space:nowrap}
tbody th{font-weight:600;min-width:180px;max-width:340px;overflow-wrap:anywhere}
td{white-space:nowrap}
table.plain{width:auto}
table.plain th{font-weight:400}
.badge{display:inline-block;margin-left:8px;padding:0 8px;border-radius:10px;font-size:12px;font-weight:500;white-space:nowrap}
.badge.high{background:var(--high-soft);color:var(--high)}
.badge.warning{background:var(--warning-soft);color:var(--warning)}
.badge.none{background:var(--none-soft);color:var(--none)}
.note{color:var(--muted);font-size:13px;font-weight:400}
.legend{color:var(--muted);font-size:13px}
.swatch{display:inline-block;width:12px;height:10px;margin-right:6px;background:var(--now)}
.line{display:inline-block;width:14px;margin:0 6px 0 16px;border-top:2px solid var(--text);vertical-align:middle}
svg{display:block}
svg .now{fill:var(--now)}
svg .before{fill:none;stroke:var(--text);stroke-width:1.5}
.bar{display:inline-block;height:10px;background:var(--now);vertical-align:middle}
footer{margin-top:32px;color:var(--muted);font-size:13px}
`;
