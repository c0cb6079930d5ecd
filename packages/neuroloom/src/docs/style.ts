/** The one style sheet of the documentation: quiet, with system faces, in light and dark. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: #fdfdfc; --ink: #1c2026; --soft: #5b6470; --line: #e2e4e8; --panel: #f4f5f6; --accent: #0b62b0; --good: #17704a; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171c; --ink: #e7eaee; --soft: #9aa4b1; --line: #2c323a; --panel: #1b1f26; --accent: #6cb2f0; --good: #5cc795; --bad: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.6 system-ui, sans-serif;
  display: grid; grid-template: "nav main" 1fr "nav footer" auto / 16rem minmax(0, 1fr); min-height: 100vh; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: .5rem 1rem; }
nav { grid-area: nav; border-right: 1px solid var(--line); padding: 1.5rem 1.25rem; font-size: .875rem; }
nav h2 { margin: 1.25rem 0 .25rem; font-size: .75rem; font-weight: 600; color: var(--soft); text-transform: uppercase; letter-spacing: .06em; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav a { display: block; padding: .1rem 0; color: var(--ink); }
nav a[aria-current] { color: var(--accent); font-weight: 600; }
.brand { margin: 0; font-size: 1.1rem; font-weight: 700; }
main { grid-area: main; padding: 2.5rem clamp(1.25rem, 5vw, 4rem) 4rem; max-width: 62rem; }
footer { grid-area: footer; padding: 1rem clamp(1.25rem, 5vw, 4rem); color: var(--soft); font-size: .8125rem; border-top: 1px solid var(--line); }
h1 { margin: 0 0 .25rem; font-size: 2rem; line-height: 1.2; letter-spacing: -.015em; }
section { margin-top: 2.5rem; }
section > h2, main > h2 { margin: 2.5rem 0 .75rem; font-size: 1.25rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
h3 { margin: 1.5rem 0 .35rem; font-size: 1rem; }
.lead { margin: 0 0 1rem; font-size: 1.125rem; color: var(--soft); max-width: 44rem; }
.type { margin: 0; color: var(--soft); font-size: .875rem; }
code, pre { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { overflow-x: auto; padding: 1rem; background: var(--panel); border-radius: 6px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem 2rem; margin: 0; }
.cards dt { font-weight: 600; }
.cards code { font-weight: 400; color: var(--soft); }
.cards dd { margin: 0; color: var(--soft); }
.rule { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1.5rem; padding: .6rem 1rem; margin: .4rem 0; background: var(--panel); border-radius: 6px; }
.rule math { font-size: 1.15rem; margin: 0; width: auto; }
.rule code { color: var(--soft); overflow-wrap: anywhere; }
.how, .event, .because, .source, .verdict { margin: .25rem 0 .75rem; font-size: .875rem; color: var(--soft); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9375rem; min-width: 32rem; }
th { text-align: left; font-weight: 600; font-size: .8125rem; color: var(--soft); }
th, td { padding: .35rem 1.25rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline; font-variant-numeric: tabular-nums; }
.kind { white-space: nowrap; }
.claim { margin: 1.25rem 0 2rem; padding-left: 1rem; border-left: 3px solid var(--line); }
.claim h3 { margin-top: 0; }
.holds { border-color: var(--good); }
.holds .verdict { color: var(--good); }
.fails { border-color: var(--bad); }
.fails .verdict { color: var(--bad); }
.claim img { display: block; max-width: 100%; height: auto; margin: 1rem 0; border: 1px solid var(--line); border-radius: 6px; }
.references li { margin: .35rem 0; }
.doi { color: var(--soft); font-size: .875rem; white-space: nowrap; }
@media (max-width: 48rem) {
  body { display: block; }
  nav { border-right: 0; border-bottom: 1px solid var(--line); }
  nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; }
}
@media print { nav, footer, .skip { display: none; } body { display: block; } }
`;
