/** `<nl-menu>`: a menu at a point or below a button. Arrow keys move, letters find, Escape closes and gives the focus back. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { base } from '../../theme/tokens.styles.ts';
import { icon, type IconName } from '../icon/icons.ts';
import { styles } from './menu.styles.ts';

export type MenuItem =
  | {
      readonly label: string;
      readonly run: () => void;
      readonly icon?: IconName;
      readonly keys?: string;
      readonly detail?: string;
      readonly off?: boolean;
      readonly checked?: boolean;
      readonly testid?: string;
    }
  | { readonly heading: string }
  | { readonly note: string }
  | 'line';

export class NlMenu extends LitElement {
  static override styles = [base, styles];
  static override properties = { items: { state: true } };
  declare items: readonly MenuItem[];
  #back: HTMLElement | undefined;
  #restore = true;

  constructor() {
    super();
    this.items = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'auto';
    this.setAttribute('role', 'menu');
    this.addEventListener('toggle', this.#toggled);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('toggle', this.#toggled);
  }
  readonly #toggled = (e: Event): void => {
    if ((e as ToggleEvent).newState === 'closed' && this.#restore) this.#back?.focus({ preventScroll: true });
  };

  /** Opens at a point of the page; `back` gets the focus when the menu closes. */
  async open(
    items: readonly MenuItem[],
    at: { readonly x: number; readonly y: number },
    label: string,
    back?: HTMLElement,
  ): Promise<void> {
    this.items = items;
    this.#back = back;
    this.#restore = true;
    this.setAttribute('aria-label', label);
    await this.updateComplete;
    if (!this.isConnected) return;
    this.style.setProperty('--x', `${at.x}px`);
    this.style.setProperty('--y', `${at.y}px`);
    this.showPopover();
    const r = this.getBoundingClientRect();
    this.style.setProperty('--x', `${Math.max(4, Math.min(at.x, innerWidth - r.width - 8))}px`);
    this.style.setProperty('--y', `${Math.max(4, Math.min(at.y, innerHeight - r.height - 8))}px`);
    this.#buttons()[0]?.focus();
  }
  close(): void {
    if (this.matches(':popover-open')) this.hidePopover();
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  }

  readonly #key = (e: KeyboardEvent): void => {
    const all = this.#buttons();
    const here = all.indexOf(this.shadowRoot?.activeElement as HTMLButtonElement);
    const to = (i: number): void => all[(i + all.length) % all.length]?.focus();
    if (e.key === 'ArrowDown') to(here + 1);
    else if (e.key === 'ArrowUp') to(here - 1);
    else if (e.key === 'Home') to(0);
    else if (e.key === 'End') to(-1);
    else if (e.key === 'Tab' || e.key === 'Escape') this.close();
    else if (e.key.length === 1 && /\S/.test(e.key)) {
      const next = [...all.slice(here + 1), ...all.slice(0, here + 1)].find((b) =>
        b.textContent?.trim().toLowerCase().startsWith(e.key.toLowerCase()),
      );
      next?.focus();
    } else return;
    e.preventDefault();
    e.stopPropagation();
  };

  override render(): TemplateResult {
    const icons = this.items.some((i) => typeof i === 'object' && 'run' in i && i.icon);
    const blank = html`<svg width="15" height="15" aria-hidden="true"></svg>`;
    return html`<div @keydown=${this.#key}>${this.items.map((item) => {
      if (item === 'line') return html`<hr role="separator" />`;
      if ('heading' in item) return html`<div class="heading" role="presentation">${item.heading}</div>`;
      if ('note' in item) return html`<div class="note">${item.note}</div>`;
      const checkable = item.checked !== undefined;
      return html`<button role=${checkable ? 'menuitemradio' : 'menuitem'} aria-checked=${checkable ? String(item.checked) : nothing} ?disabled=${item.off}
        data-testid=${item.testid ?? nothing} @click=${() => {
          this.#restore = true;
          this.close();
          item.run();
        }}>
        ${checkable ? (item.checked ? icon('check', 15) : blank) : item.icon ? icon(item.icon, 15) : icons ? blank : nothing}
        <span class="label">${item.label}${item.detail ? html`<span class="detail">${item.detail}</span>` : nothing}</span>
        ${item.keys ? html`<span class="keys">${item.keys}</span>` : nothing}</button>`;
    })}</div>`;
  }
}
