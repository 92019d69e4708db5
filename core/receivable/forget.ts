import type { OpenItem, Snapshot } from './snapshot.ts';

/** What was said of items that are settled is history, not state. */
export function forgetClosedItems(snapshot: Snapshot, items: ReadonlyMap<string, OpenItem>): void {
  const isOpen = (key: string) => (items.get(key)?.outstanding ?? 0n) !== 0n;
  for (const known of [snapshot.headsUps, snapshot.partPaid])
    for (const key of Object.keys(known)) if (!isOpen(key)) delete known[key];
  if (snapshot.disputes.length > 0) {
    const openInvoices = new Set(snapshot.items.map((item) => item.invoiceId));
    snapshot.disputes = snapshot.disputes.filter((dispute) => openInvoices.has(dispute.invoiceId));
  }
  if (snapshot.plan && !snapshot.plan.items.some(isOpen)) snapshot.plan = null;
  // A promise to pay what was taken back is neither kept nor broken.
  snapshot.promises = snapshot.promises.filter(
    (promise) => promise.keptOn !== null || promise.items.some(isOpen),
  );
}
