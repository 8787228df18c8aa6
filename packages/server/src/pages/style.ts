/** The style of all pages: light and dark, narrow and wide, on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1a2027; --soft: #565f6a; --line: #d5dbe1; --ground: #f5f7f9;
  --link: #0b5cad; --mark: #8a3b00; --value: #0a5c36;
  --get: #0550ae; --get-ground: #e2f0ff; --post: #14602c; --post-ground: #def5e4;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  --mono: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #10151b; --ink: #e4e8ec; --soft: #9ea8b3; --line: #2e3741; --ground: #181f27;
    --link: #7db8ff; --mark: #ffb169; --value: #86d9a5;
    --get: #a3cdff; --get-ground: #10304f; --post: #92dfa8; --post-ground: #123621;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 var(--sans); overflow-wrap: anywhere; text-autospace: normal; }
a { color: var(--link); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: .25rem; }
main:focus { outline: none; }
h1, h2, h3, h4 { line-height: 1.3; margin: 0; }
h1 { font-size: clamp(1.5rem, 7vw, 2rem); letter-spacing: -.01em; text-wrap: balance; }
h2 { font-size: 1.4rem; }
h3 { font-size: 1.1rem; }
h4 { font-size: .875rem; color: var(--soft); margin: 1.5rem 0 .25rem; }
p { margin: .5rem 0; max-width: 70ch; }
code { font-family: var(--mono); font-size: .875em; }
.lead { font-size: 1.125rem; color: var(--soft); margin: .75rem 0 1.5rem; }
.note, .type { color: var(--soft); font-size: .875rem; }
.skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--paper); }
.skip:focus { left: 1rem; top: .5rem; z-index: 1; }

.top { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding: .5rem 1rem; border-bottom: 1px solid var(--line); }
.top nav { display: flex; flex-wrap: wrap; gap: 0 1rem; font-size: .9375rem; }
.top a { display: inline-flex; align-items: center; justify-content: center; min-width: 2rem; min-height: 2rem; color: var(--ink); text-decoration: none; border-bottom: 2px solid transparent; }
.top a:hover { border-color: var(--line); }
.top a[aria-current] { border-color: var(--link); }
.top .brand { font-weight: 700; font-size: 1.0625rem; }
.top .languages { margin-left: auto; }

.column, .columns { margin: 0 auto; padding: 0 1rem 4rem; max-width: 56rem; }
main { padding-top: 2rem; min-width: 0; }
.contents { padding-top: 1rem; font-size: .9375rem; }
.contents summary { min-height: 1.75rem; cursor: pointer; font-weight: 600; }
.contents ul { list-style: none; margin: 0; padding: 0; }
.contents a { display: block; padding: .2rem .75rem; color: var(--soft); text-decoration: none; border-left: 2px solid var(--line); }
.contents a:hover { color: var(--link); border-color: var(--link); }
.contents .group { color: var(--ink); font-weight: 600; border-color: transparent; padding-left: 0; margin-top: .75rem; }

section { margin-top: 3rem; }
section > h2 { padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
.topics { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem 2rem; margin: 1rem 0 1.5rem; }
.topics p { font-size: .9375rem; }
.operation { padding: 2rem 0; border-bottom: 1px solid var(--line); }
.operation:last-child { border-bottom: 0; }
.anchor { display: inline-block; min-width: 1.5rem; line-height: 1.5rem; text-align: center; color: var(--soft); text-decoration: none; font-weight: 400; }
.anchor:hover { color: var(--link); }
.address { margin: .5rem 0; }
.address > code { font-size: 1rem; }
.method { display: inline-block; padding: 0 .5rem; border-radius: .25rem; font: 700 .75rem/1.5rem var(--mono); letter-spacing: .03em; }
.method.get { color: var(--get); background: var(--get-ground); }
.method.post { color: var(--post); background: var(--post-ground); }

.fields { margin: .25rem 0 0; }
.fields > div { padding: .5rem 0; border-top: 1px solid var(--line); }
.fields dt > code { font-weight: 700; font-size: .9375rem; }
.fields dd { margin: 0; font-size: .9375rem; }
.fields .fields { margin: .5rem 0 0 .25rem; padding-left: .75rem; border-left: 2px solid var(--line); }
.fields .fields > div:first-child { border-top: 0; }
dt .type { margin-left: .375rem; }
.needed { margin-left: .375rem; font-size: .8125rem; font-weight: 600; color: var(--mark); }
details summary { cursor: pointer; min-height: 1.5rem; width: fit-content; font-size: .875rem; color: var(--link); }
.contents details summary { font-size: inherit; color: inherit; }
.choices { font-size: .9375rem; line-height: 1.9; }
.choices code { padding: .1rem .3rem; background: var(--ground); border-radius: .25rem; }
.chips { display: flex; flex-wrap: wrap; gap: .375rem; list-style: none; margin: .5rem 0; padding: 0; font-size: .8125rem; }
.chips a { display: inline-block; min-height: 1.625rem; padding: 0 .5rem; line-height: 1.5rem; color: var(--soft); text-decoration: none; border: 1px solid var(--line); border-radius: .25rem; }
.chips a:hover { border-color: var(--link); color: var(--link); }
.chips code { font-size: 1em; color: var(--ink); }

figure { margin: 1rem 0 0; border: 1px solid var(--line); border-radius: .5rem; background: var(--ground); overflow: hidden; }
figcaption { padding: .25rem .75rem; border-bottom: 1px solid var(--line); color: var(--soft); font-size: .8125rem; font-weight: 600; }
pre { margin: 0; padding: .75rem; max-height: 26rem; overflow: auto; font: .8125rem/1.55 var(--mono); tab-size: 2; overflow-wrap: normal; }
pre:focus-visible { outline-offset: -3px; }
pre code { font-size: 1em; }
.name { color: var(--link); }
.value { color: var(--value); }
.shown > .note { margin: 1rem 0 -.5rem; }
.shown > figure + .note { margin: .5rem 0 0; }

.problems { display: grid; gap: 1.5rem; }
.problems article { padding-top: 1.5rem; border-top: 1px solid var(--line); }
.problems h2 { font-size: 1.125rem; }
.problems h2 a { display: inline-block; padding: .125rem 0; color: var(--ink); }
.column main > h2 { margin-top: 2rem; font-size: 1.125rem; }

@media (min-width: 64rem) {
  .top { padding: .5rem 2rem; }
  .column { padding: 0 2rem 4rem; }
  .columns { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 3rem; max-width: 92rem; padding: 0 2rem 4rem; }
  .contents { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow: auto; padding: 2rem .25rem 2rem .25rem; font-size: .875rem; }
}
@media (min-width: 76rem) {
  .operation { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2.5rem; }
  .operation > header { grid-column: 1 / -1; }
  .shown { position: sticky; top: 1rem; align-self: start; }
  .shown pre { max-height: 22rem; }
  .shown > figure:first-child { margin-top: .75rem; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --ground: #fff; --link: #000; --mark: #000; --value: #000; --get: #000; --post: #000; --get-ground: #fff; --post-ground: #fff; }
  body { font-size: 10pt; }
  .top nav, .contents, .skip, .anchor { display: none; }
  .columns, .operation { display: block; max-width: none; padding-left: 0; padding-right: 0; }
  .shown { position: static; }
  .method { border: 1px solid; }
  pre, .shown pre { max-height: none; white-space: pre-wrap; overflow-wrap: anywhere; }
  details::details-content { content-visibility: visible; height: auto; }
  h2, h3, h4, figcaption, dt { break-after: avoid; }
  .fields > div { break-inside: avoid; }
}
`
