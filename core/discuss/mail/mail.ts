/** A mail that came in, as its parts mean something to us; an adapter makes it of RFC 5322. */
export interface InboundMail {
  /** With its angle brackets; null where the sender gave none. */
  messageId: string | null;
  /** Message-IDs this one answers, the nearest first: In-Reply-To, then References backwards. */
  answers: readonly string[];
  from: MailParty | null;
  /** Where it went, in lower case: To, Cc, and what the mail server says it was delivered to. */
  to: readonly string[];
  subject: string;
  /** The moment the sender says, ISO 8601; null when it is missing or no date. */
  sentAt: string | null;
  /** First value of each header, by its name in lower case. */
  headers: ReadonlyMap<string, string>;
  /** All of the words, quotes included. */
  text: string;
  /** Parts that a machine wrote about another message (RFC 3464, RFC 5965), as text. */
  reports: readonly MailReport[];
  attachments: readonly MailAttachment[];
}

export interface MailParty {
  name: string;
  /** In lower case. */
  address: string;
}

export interface MailReport {
  kind: 'delivery-status' | 'feedback' | 'original';
  text: string;
}

/** A file that came with a mail. */
export interface MailAttachment {
  /** The sender's name for it, which may be anything. */
  name: string;
  /** What its first bytes say it is, whatever the sender says. */
  type: string;
  bytes: Uint8Array;
}
