import { hash, verify } from '@node-rs/argon2';
import { fieldProblem, RefusedError } from '../../../core/base/index.ts';

/** The shortest password that is taken, in characters. */
export const PASSWORD_LENGTH_MIN = 10;
/** The longest, so that hashing cannot be made expensive. */
export const PASSWORD_LENGTH_MAX = 200;

/** argon2id with the library's cost (19 MiB, two passes), as OWASP advises. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'));
}

/** Whether a password is the one that was hashed. */
export function isPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password.normalize('NFKC'));
}

/**
 * Refuses a password that is too short or is the address it belongs to.
 * @throws RefusedError `weak-password`.
 */
export function checkPassword(password: string, email: string): void {
  const fault =
    password.length < PASSWORD_LENGTH_MIN
      ? `at least ${PASSWORD_LENGTH_MIN} characters; three or four plain words make a good one`
      : password.length > PASSWORD_LENGTH_MAX
        ? `at most ${PASSWORD_LENGTH_MAX} characters`
        : password.toLowerCase() === email.toLowerCase() || new Set(password).size < 4
          ? 'something that cannot be guessed from who you are'
          : null;
  if (fault === null) return;
  throw new RefusedError('weak-password', `Choose another password: ${fault}.`, {
    problems: [fieldProblem('password', null, fault)],
  });
}
