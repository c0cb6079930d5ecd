/** WebGPU in Node: Dawn, by the optional package `webgpu`, which is loaded when a run asks for it. */
import { gpuMissing, targetsWith, webgpuOn } from '@neuroloom/runtime';
import { softwareAdvice } from './software-driver.ts';

async function dawn(): Promise<GPU> {
  let create: (options: string[]) => GPU;
  try {
    ({ create } = await import('webgpu'));
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    throw gpuMissing(`the package 'webgpu' could not be loaded (${why})`, 'npm install webgpu, or use the target wasm');
  }
  return create([]);
}

/** Every target that a program in Node can use. */
export const NODE_TARGETS = targetsWith(webgpuOn(dawn, { advice: softwareAdvice }));
