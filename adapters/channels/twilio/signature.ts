import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The header X-Twilio-Signature of a form posted to `url`: HMAC-SHA1, in base64, over the public
 * address as it was called, followed by every field's name and value in the order of the names.
 */
export function signForm(token: string, url: string, fields: URLSearchParams): string {
  const names = [...new Set(fields.keys())].sort();
  const parts = names.flatMap((name) =>
    [...new Set(fields.getAll(name))].sort().map((value) => name + value),
  );
  return createHmac('sha1', token)
    .update(url + parts.join(''), 'utf8')
    .digest('base64');
}

/** Whether a form was signed with the account's token for this very address. */
export function isSignedForm(
  header: string | undefined,
  token: string,
  url: string,
  fields: URLSearchParams,
): boolean {
  const given = Buffer.from(header ?? '');
  const expected = Buffer.from(signForm(token, url, fields));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
