import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { addBusinessDays, type Day, RefusedError } from '../core/base/index.ts';
import { PAID_ALREADY_DAYS } from '../core/chase/index.ts';
import type { Answer } from '../core/discuss/index.ts';
import {
  ANSWER_KINDS,
  type AnswerKind,
  localeFor,
  sayDay,
  wordsFor,
} from '../core/wording/index.ts';
import {
  type AnswerLink,
  answeredBefore,
  findAnswerLink,
  isFormToken,
  issueFormToken,
  recordAnswerOnce,
  standingOf,
} from '../server/discuss/index.ts';
import { type AnyContext, type Env, PORTAL_PATH } from '../server/platform/http/index.ts';
import { type Platform, type Work, workFor } from '../server/platform/index.ts';
import { type Fields, readForm } from './form.ts';
import { formPage, type Told, thanksPage } from './form-page.ts';
import { makeLimits } from './limits.ts';
import { closedPage, sorryPage, tooOftenPage } from './quiet-pages.ts';
import type { Markup } from './shell.ts';
import { type Sight, standingPage } from './standing-page.ts';

// A link that is not valid takes as long to answer whether it is forged, unknown or taken back.
const CLOSED_AFTER_MS = 40;

/** A page and its status; null stands for a link that is not valid. */
type Shown = { status: 200 | 422; page: Markup } | null;

/**
 * The payer's pages, with paths below PORTAL_PATH: what is open, the six answers, and thanks.
 * Reading changes nothing; only a form that was sent does.
 */
export function portalRoutes(platform: Platform): Hono<Env> {
  const portal = new Hono<Env>();
  const limits = makeLimits();

  portal.use('/:token/*', async (c, next) => {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    const token = c.req.param('token');
    const seconds = await limits.secondsToWait(
      reads ? 'open' : 'send',
      c.var.address ?? 'unknown',
      token,
    );
    if (seconds === 0) return next();
    c.header('Retry-After', String(seconds));
    return quiet(c, tooOftenPage(languagesOf(c), seconds), 429);
  });

  portal.get('/:token', (c) =>
    answer(c, platform, c.req.param('token'), true, async (sight) => ({
      status: 200,
      page: standingPage(sight),
    })),
  );

  portal.get('/:token/:answer', (c) => {
    const { token, answer: name } = c.req.param();
    const kind = kindOf(name);
    return answer(c, platform, token, true, async (sight) => {
      if (kind === null) return null;
      const nothing = sight.standing.lines.length === 0;
      const word = issueFormToken(platform, token, kind);
      return { status: 200, page: nothing ? standingPage(sight) : formPage(kind, sight, word) };
    });
  });

  portal.post('/:token/:answer', async (c) => {
    const { token, answer: name } = c.req.param();
    const kind = kindOf(name);
    const fields = await fieldsOf(c);
    return answer(c, platform, token, false, async (sight, link) =>
      kind === null ? null : confirm(platform, sight, link, token, kind, fields),
    );
  });

  portal.all('*', async (c) => {
    await wait(CLOSED_AFTER_MS);
    return quiet(c, closedPage(languagesOf(c)), 404);
  });
  portal.onError((error, c) => {
    // What was true when the page was opened is not any more: nothing was recorded, and it says so.
    if (error instanceof RefusedError) return quiet(c, sorryPage(languagesOf(c)), 422);
    platform.log.error({ err: error }, "a payer's page failed");
    return quiet(c, sorryPage(languagesOf(c)), 500);
  });
  return portal;
}

function kindOf(name: string): AnswerKind | null {
  return ANSWER_KINDS.find((kind) => kind === name) ?? null;
}

/** Opens the business of a link and shows what `show` makes of it; else the quiet page. */
async function answer(
  c: AnyContext,
  platform: Platform,
  token: string,
  readOnly: boolean,
  show: (sight: Sight, link: AnswerLink) => Promise<Shown>,
): Promise<Response> {
  const slowest = wait(CLOSED_AFTER_MS);
  const link = await findAnswerLink(platform, token);
  // What was taken back shows nothing; a form that was sent before is still recognised as sent.
  const shown =
    link === null || (link.revoked && readOnly)
      ? null
      : await workFor(
          platform,
          link.businessId,
          'customer',
          async (work) => {
            const sight = await sightOf(work, link, token);
            return sight === null ? null : show(sight, link);
          },
          { readOnly },
        );
  if (shown === null) {
    await slowest;
    return quiet(c, closedPage(languagesOf(c)), 404);
  }
  return quiet(c, shown.page, shown.status);
}

/** What the reader's browser says it reads, best first. */
function languagesOf(c: AnyContext): string[] {
  return (c.req.header('accept-language') ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => part.split(';')[0]!.trim())
    .filter((part) => part !== '');
}

async function sightOf(work: Work, link: AnswerLink, token: string): Promise<Sight | null> {
  const standing = await standingOf(work, link.customerId);
  if (standing === null) return null;
  const { language, country } = standing.customer;
  const words = wordsFor([language, work.business.language]);
  const locale = localeFor(words.language, country);
  return { work, standing, words, locale, path: `${PORTAL_PATH}/${token}` };
}

async function quiet(
  c: AnyContext,
  page: Markup,
  status: 200 | 404 | 422 | 429 | 500,
): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('X-Robots-Tag', 'noindex, nofollow');
  return c.html(await page, status);
}

async function fieldsOf(c: AnyContext): Promise<Fields> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return {};
  const body = await c.req.parseBody();
  const plain = Object.entries(body).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string';
  });
  return Object.fromEntries(plain.map(([name, value]) => [name, value.replaceAll('\0', '')]));
}

/** Takes a form that was sent: records the answer once, or shows again what is amiss. */
async function confirm(
  platform: Platform,
  sight: Sight,
  link: AnswerLink,
  token: string,
  kind: AnswerKind,
  fields: Fields,
): Promise<Shown> {
  const { word = '', ...typed } = fields;
  const ours = isFormToken(platform, token, kind, word);
  if (!ours) {
    if (link.revoked) return null;
    const fresh = issueFormToken(platform, token, kind);
    const faults = { form: sight.words.pages.faults.form };
    return { status: 422, page: formPage(kind, sight, fresh, typed, faults) };
  }
  const key = keyOf(kind, word, typed);
  const again = await answeredBefore<Told>(sight.work, key);
  if (again) return { status: 200, page: thanksPage(kind, sight, again) };
  if (link.revoked) return null;
  if (sight.standing.lines.length === 0) return { status: 200, page: standingPage(sight) };
  const { answer: read, faults } = readForm(kind, typed, sight);
  if (read === null) {
    return { status: 422, page: formPage(kind, sight, word, typed, faults) };
  }
  const { contactId, messageId, customerId } = link;
  const input = { customerId, answer: read, contactId, messageId };
  const told = await recordAnswerOnce(sight.work, key, input, toldOf(sight, read));
  return { status: 200, page: thanksPage(kind, sight, told) };
}

/** The same form with the same words is the same answer; other words in it are another. */
function keyOf(kind: AnswerKind, word: string, typed: Fields): string {
  const words = JSON.stringify(Object.entries(typed).sort());
  const hash = createHash('sha256').update(words).digest('base64url').slice(0, 22);
  return `answer/${kind}/${word}/${hash}`;
}

function toldOf(sight: Sight, read: Answer): Told {
  const { work, standing, words, locale } = sight;
  const say = (day: Day) => sayDay(day, work.today, locale, words.weekday);
  const told: Told = { until: null, invoice: null };
  if (read.kind === 'will-pay') told.until = say(read.payOn);
  if (read.kind === 'paid-already') {
    const until = addBusinessDays(standing.calendar, work.today, PAID_ALREADY_DAYS);
    told.until = say(until);
  }
  if (read.kind === 'something-is-wrong') {
    const line = standing.lines.find((one) => one.invoiceId === read.invoiceId);
    told.invoice = line?.number ?? null;
  }
  return told;
}
