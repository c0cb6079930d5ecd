/** What the page adds around the editor: its title, the theme that was chosen last, files dropped anywhere. */
import type { NlStudio } from '@neuroloom/editor';
import { map, distinctUntilChanged } from 'rxjs';

const THEME = 'neuroloom:theme';

/** The window is named after the open graph. */
export function followTitle(studio: NlStudio): void {
  studio.workspace?.document$
    .pipe(
      map((doc) => doc.title),
      distinctUntilChanged(),
    )
    .subscribe((title) => {
      document.title = title ? `${title} – Neuroloom` : 'Neuroloom';
    });
}

/** The address names the graph it opened until something else is on the page: then a reload continues with that. */
export function forgetAddress(studio: NlStudio): void {
  let opened: unknown;
  const watching = studio.workspace?.document$.subscribe((doc) => {
    if (opened === undefined) {
      if (Object.keys(doc.nodes).length > 0) opened = doc;
      return;
    }
    if (doc === opened) return;
    history.replaceState(null, '', location.pathname);
    watching?.unsubscribe();
  });
}

/** The theme a person chose is kept for the next visit; the page around the editor follows it. */
export function followTheme(studio: NlStudio): void {
  const known = attempt(() => localStorage.getItem(THEME));
  if (known === 'light' || known === 'dark') studio.theme = known;
  const follow = (): void => {
    const { theme } = studio;
    document.documentElement.dataset['theme'] = theme;
    attempt(() => (theme === 'auto' ? localStorage.removeItem(THEME) : localStorage.setItem(THEME, theme)));
  };
  follow();
  new MutationObserver(follow).observe(studio, { attributeFilter: ['theme'] });
}

/** A graph file dropped beside the canvas opens as well, instead of taking the browser away from the page. */
export function takeDroppedFiles(studio: NlStudio): void {
  window.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  window.addEventListener('drop', (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file || event.defaultPrevented) return;
    event.preventDefault();
    void studio.openFile(file);
  });
}

/** Storage may be switched off altogether; nothing here needs it. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
