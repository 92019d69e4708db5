import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** What a password must be, said before it is chosen. */
export const PASSWORD_RULE = 'At least 10 characters; three or four plain words make a good one';

/** Where somebody chooses a password: the rule stands under it from the beginning. */
export function NewPassword(props: PasswordInputProps) {
  return <PasswordInput description={PASSWORD_RULE} autoComplete="new-password" {...props} />;
}
