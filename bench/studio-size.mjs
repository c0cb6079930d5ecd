// How much the first page of the studio weighs: every built file, as it is and compressed as a host would send it.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const studio = fileURLToPath(new URL('../packages/neuroloom/studio-dist', import.meta.url));
const files = readdirSync(studio, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
  .map((entry) => ({ name: entry.name, bytes: readFileSync(`${entry.parentPath}/${entry.name}`) }));

for (const { name, bytes } of files) {
  console.log(`${name}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} compressed`);
}
