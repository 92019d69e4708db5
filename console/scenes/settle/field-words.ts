const WORDS: Record<string, string> = {
  number: 'Invoice number',
  issued: 'Invoice date',
  due: 'Due date',
  dueDays: 'Payment terms in days',
  open: 'What is still open',
  paid: 'What was paid',
  paidOn: 'Day it was paid',
  code: 'Your code for them',
};

/** What a field is called on screen: "Invoice number". */
export function fieldWords(field: string): string {
  const words = field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return WORDS[field] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
