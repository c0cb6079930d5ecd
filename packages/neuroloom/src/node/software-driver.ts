/** Programs that act as a graphics device and come with other software: what to set so that WebGPU finds one. */
import { existsSync } from 'node:fs';

/** Where Chromium and Chrome keep theirs, beside the loader that finds it. */
const FOLDERS = [
  '/usr/lib/chromium',
  '/usr/lib64/chromium',
  '/usr/lib/chromium-browser',
  '/usr/lib64/chromium-browser',
  '/opt/google/chrome',
  '/opt/chromium.org/chromium',
];
/** Where systems keep the loader of Vulkan. */
const LIBRARIES = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib',
];

const DRIVER = 'vk_swiftshader_icd.json';
const LOADER = 'libvulkan.so.1';

/** What to set, as one writes it before a command; null where no such driver is known. */
export function softwareDriver(exists: (path: string) => boolean = existsSync): string | null {
  const folder = FOLDERS.find((f) => exists(`${f}/${DRIVER}`));
  if (folder === undefined) return null;
  const driver = `VK_DRIVER_FILES=${folder}/${DRIVER}`;
  if (LIBRARIES.some((f) => exists(`${f}/${LOADER}`))) return driver;
  return exists(`${folder}/${LOADER}`) ? `${driver} LD_LIBRARY_PATH=${folder}` : null;
}

export function softwareAdvice(): string | null {
  const settings = softwareDriver();
  return settings === null
    ? null
    : `install its driver, use the target wasm, or, to try it on the processor (slower than wasm), run with ${settings}`;
}
