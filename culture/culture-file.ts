import { z } from 'zod';

const scale = z.number().int().min(1).max(5);
const monthDay = z.string().regex(/^\d{2}-\d{2}$/);
const words = z.array(z.string().min(1));
const channel = z.enum(['email', 'letter', 'sms', 'whatsapp', 'call']);

const season = {
  name: z.string().min(1),
  mode: z.enum(['none', 'slow']),
};
const span = {
  before: z.number().int().min(0).max(14).default(0),
  days: z.number().int().min(1).max(45),
};

/** One time of year: the same dates each year, or days counted from a feast that moves. */
const blackout = z.union([
  z.strictObject({ ...season, from: monthDay, to: monthDay }),
  z.strictObject({ ...season, easter: z.number().int(), days: span.days }),
  z.strictObject({ ...season, ...span, dates: z.array(z.iso.date()).min(1) }),
  z.strictObject({
    ...season,
    ...span,
    calendar: z.enum(['chinese', 'islamic-umalqura']),
    on: z.string().regex(/^\d{1,2}-\d{1,2}$/),
  }),
  z.strictObject({
    ...season,
    ...span,
    weekdayOfMonth: z.strictObject({
      month: z.number().int().min(1).max(12),
      weekday: z.number().int().min(1).max(7),
      nth: z.number().int().min(1).max(5),
    }),
  }),
]);

/** A culture profile as its file has it; what each value means stands beside it there. */
export const cultureSchema = z.strictObject({
  id: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/),
  language: z.string().regex(/^[a-z]{2}$/),
  region: z.string().regex(/^[A-Z]{2}$/),
  name: z.string().min(1),
  version: z.number().int().min(1),
  directness: scale,
  formality: scale,
  address: z.strictObject({
    form: z.enum([
      'first_name',
      'title_name',
      'sie',
      'vous',
      'u',
      'lei',
      'usted',
      'pan_pani',
      'voce',
      'keigo',
      'nin',
    ]),
    switch: z.enum(['mirror_customer', 'owner_only']),
    titleRequired: z.boolean(),
    nameOrder: z.enum(['given_family', 'family_given']),
  }),
  greeting: z.strictObject({ known: z.string(), unknown: z.string() }),
  closing: z.string(),
  thanksInAdvance: z.enum(['ok', 'avoid']),
  blameFrame: z.enum(['assume_oversight', 'neutral_fact', 'obligation']),
  benefitOfDoubtSteps: z.number().int().min(0).max(3),
  cushion: z.strictObject({
    required: z.boolean(),
    text: z.string(),
    position: z.enum(['open', 'close']),
  }),
  apology: z.enum(['none', 'light', 'ritual']),
  smallTalk: z.enum(['none', 'line', 'season']),
  relationshipFirst: z.boolean(),
  askReason: z.boolean(),
  pace: z.strictObject({
    preDue: z.number().int().max(0),
    multiplier: z.number().min(1).max(3),
    leastGapDays: z.number().int().min(0).max(30),
    steps: z
      .array(
        z.strictObject({
          day: z.number().int().min(0),
          business: z.boolean().default(false),
          channel,
          tone: scale,
          signer: z.enum(['same', 'owner', 'finance', 'director']),
        }),
      )
      .min(1),
  }),
  firstLegalMentionStep: scale,
  interestMentionStep: scale,
  deadline: z.literal('absolute_date_only'),
  writtenConfirmAfterCall: z.boolean(),
  channels: z.strictObject({ prefer: z.array(channel), avoid: z.array(channel) }),
  callNorm: z.enum(['expected', 'ok', 'intrusive']),
  ccBoss: z.literal('never'),
  signerRule: z.enum(['same_person', 'seniority_rises']),
  weekend: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])),
  blackout: z.array(blackout),
  nudges: z.strictObject({
    norm: z.boolean(),
    loss: z.boolean(),
    moral: z.literal(false),
    humour: z.literal(false),
    emoji: z.literal(false),
  }),
  negotiateExpected: z.boolean(),
  terms: z.strictObject({ prefer: words, taboo: words }),
  formats: z.strictObject({
    date: z.string(),
    number: z.string(),
    currency: z.enum(['before', 'after']),
  }),
  /** How far each value can be trusted: `of` names fields, "everything-else" the rest. */
  evidence: z
    .array(
      z.strictObject({
        of: words.min(1),
        grade: z.enum(['rct', 'guide', 'prior']),
        claim: z.string().min(1),
        source: z.string().min(1),
      }),
    )
    .refine((list) => list.some(({ of }) => of.includes('everything-else')), {
      message: 'every value has its grade: one entry is of everything-else',
    }),
});

/** A profile as it stands in its file. */
export type CultureFile = z.infer<typeof cultureSchema>;
export type Blackout = CultureFile['blackout'][number];
