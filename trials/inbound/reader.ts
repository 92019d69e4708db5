import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestPlatform } from '../../server/platform/testing.ts';
import { until } from '../crash/victims.ts';

/** A process of its own that reads a mailbox once (child.ts), and may be killed at any moment. */
export class Reader {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #said = '';
  #complaint = '';

  constructor(url: string, platform: TestPlatform) {
    const script = new URL('child.ts', import.meta.url).pathname;
    this.#process = spawn(process.execPath, [script], {
      env: {
        ...process.env,
        DULY_LOG: 'silent',
        DULY_NOW: platform.clock.now().toString(),
        DULY_SECRET: platform.config.secret,
        DULY_IMAP_URL: url,
        DATABASE_URL: platform.database.url,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process.stdout!.on('data', (data) => {
      this.#said += String(data);
    });
    this.#process.stderr!.on('data', (data) => {
      this.#complaint += String(data);
    });
    this.#ended = once(this.#process, 'close');
  }

  /** Waits until it has said a word. */
  async says(word: string): Promise<void> {
    await until(() => this.#said.includes(word) || this.#process.exitCode !== null, word);
    if (!this.#said.includes(word)) throw new Error(`The child ended: ${this.#complaint}`);
  }

  /** kill -9. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  /** @throws Error when it did not end well by itself. */
  async ends(): Promise<void> {
    await this.#ended;
    if (this.#process.exitCode !== 0) throw new Error(`The child failed: ${this.#complaint}`);
  }
}
