import { createContext, useContext } from 'react';

export type Role = 'owner' | 'collector' | 'bookkeeper' | 'viewer';

/** The business whose pages are open, and what the signed-in person may do in it. */
export interface BusinessHere {
  slug: string;
  name: string;
  role: Role;
  /** The signed-in person's name. */
  person: string;
  /** ISO date where the business is. */
  today: string;
  currency: string;
  /** No channel has left safe mode: messages are kept, none leaves. */
  safeMode: boolean;
  demo: boolean;
}

export const BusinessContext = createContext<BusinessHere | null>(null);

/** The business of the page. @throws Error outside of /b/{business}. */
export function useBusiness(): BusinessHere {
  const here = useContext(BusinessContext);
  if (!here) throw new Error('useBusiness is only for pages of a business');
  return here;
}

/** What each role may do on screen; the server decides again on every request. */
export function may(role: Role, what: 'send' | 'record' | 'settings'): boolean {
  if (role === 'owner') return true;
  if (what === 'settings' || role === 'viewer') return false;
  return what === 'record' || role === 'collector';
}
