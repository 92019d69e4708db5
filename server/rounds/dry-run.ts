/**
 * Runs work to its end and takes it back: a preview is the same code with a rollback. Thrown
 * through the transaction with the answer inside.
 */
export class DryRun<T> extends Error {
  override readonly name = 'DryRun';
  readonly answer: T;

  constructor(answer: T) {
    super('The dry run ended; its transaction is rolled back');
    this.answer = answer;
  }

  /**
   * Calls `run`; with `dry`, what it finishes with comes back although its transaction does not.
   */
  static async around<T>(dry: boolean, run: (finish: (answer: T) => T) => Promise<T>): Promise<T> {
    try {
      return await run((answer) => {
        if (dry) throw new DryRun(answer);
        return answer;
      });
    } catch (error) {
      if (error instanceof DryRun) return error.answer as T;
      throw error;
    }
  }
}
