/** Numbers as a command takes them and shows them. */
import { NeuroloomError, quantityOf, TIME } from '@neuroloom/core';
import { InvalidArgumentError } from 'commander';

/** A whole number in a range, for an option of the command. */
export const whole =
  (min: number, max: number) =>
  (text: string): number => {
    const n = Number(text);
    if (text.trim() !== '' && Number.isInteger(n) && n >= min && n <= max) return n;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };

/** A time such as `1s` or `200 ms`, in milliseconds. */
export function milliseconds(text: string, where: string): number {
  const ms = quantityOf(text, TIME);
  if (typeof ms === 'number' && ms > 0) return ms;
  const what = typeof ms === 'number' ? `must be more than 0, got ${text}` : ms.error;
  throw new NeuroloomError({ where, what, remedy: "write a time such as '1s' or '200 ms'" });
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** `75 s`, `2 min 5 s`, `1 h 2 min`. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 100) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

/** Few digits for a person: 0.00123, 12.3, 1 234. */
export function brief(n: number): string {
  if (!Number.isFinite(n)) return String(n);
  if (Number.isInteger(n) && Math.abs(n) < 1e9) return grouped(n);
  return Math.abs(n) >= 1000 && Math.abs(n) < 1e9 ? grouped(Math.round(n)) : String(Number(n.toPrecision(4)));
}

/** Digits in groups of three, with thin gaps that do not break. */
export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, '\u202f');
