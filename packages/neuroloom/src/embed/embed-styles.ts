/** How the element sits in a foreign page: a block with a border and a size that the page may change. */
let sheet: CSSStyleSheet | undefined;

export function embedStyles(): CSSStyleSheet {
  if (sheet) return sheet;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host {
      display: block;
      height: 480px;
      min-height: 240px;
      overflow: hidden;
      border: 1px solid color-mix(in srgb, currentColor 22%, transparent);
      border-radius: 8px;
      contain: content;
    }
    :host([hidden]) {
      display: none;
    }
    nl-studio {
      height: 100%;
    }
    p {
      margin: 0;
      padding: 16px 20px;
      font: 15px/1.5 system-ui, sans-serif;
    }
  `);
  return sheet;
}
