import { APIError } from 'better-auth/api';
import { RefusedError } from '../../../core/base/index.ts';

/** What is said, and under which code and status. */
interface Refusal {
  code: string;
  message: string;
  status: number;
}

export const WRONG_PASSWORD: Refusal = {
  code: 'wrong-password',
  message: 'That address and password do not belong together.',
  status: 401,
};
export const WRONG_PRESENT: Refusal = {
  code: 'wrong-password',
  message: 'The present password is another one.',
  status: 403,
};
export const WRONG_CODE: Refusal = {
  code: 'wrong-code',
  message: 'That is not the code just now. Wait for the next one, or use a backup code.',
  status: 401,
};

/** What the library says of a second step beside a wrong code, by its own codes. */
const OTHER_REFUSALS: Readonly<Record<string, Refusal>> = {
  INVALID_TWO_FACTOR_COOKIE: {
    code: 'step-over',
    message: 'That took too long. Sign in with your password again.',
    status: 401,
  },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: {
    code: 'step-over',
    message: 'Too many wrong codes. Sign in with your password again.',
    status: 401,
  },
  ACCOUNT_TEMPORARILY_LOCKED: {
    code: 'too-often',
    message: 'Too many wrong codes. Try again in a quarter of an hour.',
    status: 429,
  },
  TOTP_ALREADY_ENABLED: {
    code: 'already-on',
    message: 'The second step is on already. Switch it off first to use another device.',
    status: 409,
  },
};

/** The library's refusal in our words; whatever is no refusal stays what it is. */
export function refusalOf(error: unknown, usual: Refusal): unknown {
  if (!(error instanceof APIError) || error.statusCode >= 500) return error;
  const { code, message, status } = OTHER_REFUSALS[String(error.body?.code)] ?? usual;
  return new RefusedError(code, message, { status });
}
