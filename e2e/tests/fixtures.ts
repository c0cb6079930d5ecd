// The `test` of every spec here: a page on which any console error, uncaught error, blocked content, failed request or
// request to another origin makes the test fail.
import { test as base, expect } from '@playwright/test';

interface Watched {
  /** What went wrong on the page so far; a test that expects a problem empties it. */
  readonly problems: string[];
}

export const test = base.extend<Watched>({
  problems: [
    async ({ page, baseURL }, use) => {
      const problems: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') {
          problems.push(`console ${message.type()}: ${message.text()}`);
        }
      });
      page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(baseURL ?? '') && !/^(data|blob):/.test(url)) problems.push(`request off origin: ${url}`);
      });
      page.on('requestfailed', (request) => {
        const reason = request.failure()?.errorText;
        if (reason !== 'net::ERR_ABORTED') problems.push(`request failed: ${request.url()} ${reason}`);
      });
      await page.exposeFunction('reportBlocked', (what: string) => problems.push(`blocked by the policy: ${what}`));
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const { reportBlocked } = window as unknown as { reportBlocked: (what: string) => void };
          reportBlocked(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
        });
      });
      await use(problems);
      expect(problems, 'the page must stay free of problems').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
