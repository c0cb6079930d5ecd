/**
 * WebGPU without a graphics card: Dawn on the software Vulkan driver that comes with Debian's Chromium. Tests that
 * need it are left out, by name, where the driver is not there.
 */
import { existsSync } from 'node:fs';
import type { Target } from '../../src/targets/target.ts';
import type { FindGpu } from '../../src/targets/webgpu/device.ts';
import { webgpuOn } from '../../src/targets/webgpu/run.ts';

const FOLDERS = ['/usr/lib/chromium', '/usr/lib64/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome'];

const folder = FOLDERS.find((f) => existsSync(`${f}/vk_swiftshader_icd.json`) && existsSync(`${f}/libvulkan.so.1`));

/** Said beside the tests that are left out. */
export const withoutGpu = folder === undefined ? ' (left out: no software Vulkan driver in the usual folders)' : '';

/** The driver, if it is there. */
export const software: FindGpu | null = folder === undefined ? null : () => open(folder);

/** The target on that driver, if it is there; `resident` as for `webgpuOn`. */
export const softwareGpu = (resident = false): Target | null => software && webgpuOn(software, { resident });

async function open(at: string): Promise<GPU> {
  process.env['VK_DRIVER_FILES'] = `${at}/vk_swiftshader_icd.json`;
  const RTLD_LAZY_NODELETE = 0x1001;
  try {
    // Keeps the Vulkan loader in the process, where Dawn finds it by name. It is no addon of Node, which says so.
    process.dlopen({ exports: {} }, `${at}/libvulkan.so.1`, RTLD_LAZY_NODELETE);
  } catch (error) {
    if (!String(error).includes('did not self-register')) throw error;
  }
  const { create } = await import('webgpu');
  return create([]);
}
