/** One entry of the navigation; `counts` names the figure of /waiting shown beside it. */
export interface RoomEntry {
  /** Below /b/{business}. */
  path: string;
  label: string;
  counts?: 'round' | 'answers' | 'receipts';
  /** Entries of the room, shown while one is in it. */
  inside?: { path: string; label: string }[];
}

/** Where one always is. */
export const FIRST: RoomEntry[] = [
  { path: '/today', label: 'Today' },
  { path: '/customers', label: 'Customers' },
];

/** The life of an invoice: the rooms that have something to show. */
export const LIFE: RoomEntry[] = [
  {
    path: '/bill/invoices',
    label: 'Bill',
    inside: [
      { path: '/bill/invoices', label: 'Invoices' },
      { path: '/bill/charges', label: 'Charges' },
    ],
  },
  {
    path: '/chase/round',
    label: 'Chase',
    counts: 'round',
    inside: [
      { path: '/chase/round', label: 'The round' },
      { path: '/chase/outbox', label: 'Outbox' },
      { path: '/chase/policies', label: 'Policies' },
    ],
  },
  { path: '/discuss', label: 'Discuss', counts: 'answers' },
  { path: '/law', label: 'Law' },
  {
    path: '/settle/import',
    label: 'Settle',
    counts: 'receipts',
    inside: [
      { path: '/settle/import', label: 'Import a file' },
      { path: '/settle/receipts', label: 'Receipts to match' },
    ],
  },
];
