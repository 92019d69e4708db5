import { twoFactor } from 'better-auth/plugins';
import { RefusedError } from '../../../core/base/index.ts';
import type { Platform, Work } from '../platform.ts';

/** A device made ready for codes: nothing is asked for before its first code was right. */
export interface Enrolment {
  /** otpauth:// address for the device, as text and to be drawn as a QR code. */
  uri: string;
  /** Each opens the door once when the device is lost; shown this once. */
  backupCodes: string[];
}

/** better-auth's own second step, in our tables: codes by time, backup codes, locked after ten. */
export const secondStep = twoFactor({
  issuer: 'Duly',
  schema: {
    user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
    twoFactor: {
      modelName: 'auth_two_factor',
      fields: {
        backupCodes: 'backup_codes',
        userId: 'user_id',
        failedVerificationCount: 'failed_verification_count',
        lockedUntil: 'locked_until',
      },
    },
  },
});

/** A code from a device has six digits; whatever else is tried is a backup code. */
export function isDeviceCode(code: string): boolean {
  return /^\d{6}$/.test(code);
}

/** The code as it was meant, without the blanks that devices show between its halves. */
export function tidyCode(code: string): string {
  return code.replace(/\s+/g, '');
}

/** Whether the business lets in only people with a second step. */
export async function readSignInRule(work: Work): Promise<{ requireTwoFactor: boolean }> {
  const row = await work.tx
    .selectFrom('sign_in_rule')
    .select('requires_two_factor')
    .where('business_id', '=', work.business.id)
    .executeTakeFirst();
  return { requireTwoFactor: row?.requires_two_factor ?? false };
}

/**
 * Says whether people need a second step to enter. Whoever asks it of others has one.
 * @throws RefusedError `needs-own-two-factor` (409).
 */
export async function changeSignInRule(
  work: Work,
  requireTwoFactor: boolean,
  hasTwoFactor: boolean,
): Promise<{ requireTwoFactor: boolean }> {
  if (requireTwoFactor && !hasTwoFactor) {
    throw new RefusedError(
      'needs-own-two-factor',
      'Set up the second step for yourself first, or you would be shut out with the others. Nothing was changed.',
      { status: 409 },
    );
  }
  const values = { business_id: work.business.id, requires_two_factor: requireTwoFactor };
  await work.tx
    .insertInto('sign_in_rule')
    .values(values)
    .onConflict((clash) =>
      clash.column('business_id').doUpdateSet({ requires_two_factor: requireTwoFactor }),
    )
    .execute();
  return { requireTwoFactor };
}

/** Forgets a user's second step, for the person who runs the program. */
export async function forgetTwoFactor(platform: Platform, userId: string): Promise<void> {
  await platform.database.system.transaction().execute(async (tx) => {
    await tx.deleteFrom('auth_two_factor').where('user_id', '=', userId).execute();
    await tx
      .updateTable('auth_user')
      .set({ two_factor_enabled: false })
      .where('id', '=', userId)
      .execute();
  });
}
