import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Tells one process from a later one that was given the same number: its pid and when it began.
 * Written into lock and user files; only characters that a file name may hold.
 */
export type ProcessMark = string;

/** The mark of this process. */
export function ownMark(): ProcessMark {
  return markOf(process.pid) ?? `${process.pid}-unknown`;
}

/** The mark of a running process, or null when there is none with that pid. */
export function markOf(pid: number): ProcessMark | null {
  const began = beginningOf(pid);
  return began === null ? null : `${pid}-${began}`;
}

/** Whether the very process that made the mark still runs. */
export function isAlive(mark: ProcessMark): boolean {
  const pid = Number.parseInt(mark, 10);
  return Number.isInteger(pid) && markOf(pid) === mark;
}

/** Whether any process has that pid; one of another user counts. */
export function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process, or null where it is gone or cannot be known. */
export function commandOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    }
    if (process.platform === 'win32') return null;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

function beginningOf(pid: number): string | null {
  if (process.platform === 'linux') return linuxBeginning(pid);
  if (!pidExists(pid)) return null;
  if (process.platform === 'win32') return 'running';
  try {
    const began = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return began.trim().replace(/[^0-9A-Za-z]+/g, '_') || null;
  } catch {
    return null;
  }
}

function linuxBeginning(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the fields are counted after it: state is the
    // third of the line, the start in clock ticks since boot the twenty-second.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    return `${fields[19]}-${boot}`;
  } catch {
    return null;
  }
}
