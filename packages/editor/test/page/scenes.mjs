// What to look at: a query, and what a person does before the picture is taken.
export const scenes = {
  first: {},
  dark: { query: '?theme=dark' },
  empty: { query: '?empty' },
  running: { query: '?run', wait: 2500 },
  'running-dark': { query: '?run&theme=dark', wait: 2500 },
  view: { query: '?mode=view&run', wait: 1500 },
};
