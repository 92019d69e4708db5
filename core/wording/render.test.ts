import { describe, expect, it } from 'vitest';
import { addDays, day, RefusedError } from '../base/index.ts';
import { contrast } from './colour.ts';
import {
  editableWords,
  firstNameIfSure,
  paletteOf,
  parseTemplate,
  renderEdited,
  renderMessage,
  safeSubject,
  sampleLine,
  sampleView,
  type Template,
} from './index.ts';

const today = day('2026-11-24');

function template(body: string, subject = 'Invoice {{ asked.numbers | first }}'): Template {
  return parseTemplate(
    `---\nid: trial\nlanguage: en\ntone: 2\npurpose: step\nversion: 1\nsubject: ${subject}\n---\n${body}\n`,
  );
}

function refusal(run: () => unknown): RefusedError {
  try {
    run();
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('renderMessage', () => {
  it('says money, dates and plurals as the locale does', () => {
    const body =
      'Dear {{ contact.called }}, {{ asked.total | money }} since {{ asked.oldest | date }}, {{ asked.oldest | shortdate }}: {{ asked.count | plural: one: "one invoice", other: "# invoices" }}.';
    expect(renderMessage(template(body), sampleView()).text).toBe(
      'Dear Sam, £820.00 since Saturday 21 November, 21 Nov: one invoice.\n',
    );
    const american = renderMessage(template(body), sampleView({ locale: 'en-US' })).text;
    expect(american).toContain('Saturday, November 21, Nov 21');
  });

  it('lists several currencies side by side', () => {
    const lines = [
      sampleLine('A', 82_000n, addDays(today, -3), 'due', today),
      sampleLine('B', 5_000n, addDays(today, -1), 'due', today, 'EUR'),
      sampleLine('C', 1_200n, addDays(today, -1), 'due', today, 'JPY'),
    ];
    const { text } = renderMessage(template('{{ asked.total | money }}\n\n{% lines %}'), {
      ...sampleView({ lines }),
    });
    expect(text).toContain('£820.00, €50.00 and ¥1,200');
    expect(text).toMatch(/C\s+¥1,200 {2}was due Monday 23 November, one day ago/);
  });

  it('wraps the letter and keeps links whole on lines of their own', () => {
    const { text } = renderMessage(
      template(`${'word '.repeat(60)}\n\n{% answers %}`),
      sampleView(),
    );
    const rows = text.split('\n');
    expect(rows.every((row) => row.length <= 74 || row.trim().startsWith('https://'))).toBe(true);
    expect(rows).toContain('  https://pay.example/p/preview/cannot-pay-all');
  });

  it('gives a stage to dark themes, narrow screens and screen readers, and loads nothing', () => {
    const { html } = renderMessage(
      template('{% lines %}\n\n{% pay %}\n\n{% answers %}'),
      sampleView(),
    );
    expect(html).toContain('<html lang="en-GB" dir="ltr">');
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).toContain('max-width:480px');
    expect(html).toContain('<th scope="colgroup"');
    expect(html).not.toMatch(/<img|<script|<link|url\(|src=/);
    const addresses = [...html.matchAll(/https?:\/\/[^"<\s]+/g)].map(([address]) => address);
    expect(addresses.every((address) => address.startsWith('https://pay.example/p/'))).toBe(true);
  });

  it('refuses a language that is not there as a whole', () => {
    const run = () => renderMessage(template('Hi'), sampleView({ locale: 'it-IT' }));
    expect(refusal(run).code).toBe('no-language');
  });

  it('names the placeholder and its line when there is none', () => {
    const error = refusal(() =>
      renderMessage(template('Dear {{ contact.called }},\n\n{{ contact.nick }}'), sampleView()),
    );
    expect(error.code).toBe('bad-template');
    expect(error.message).toBe(
      'Template trial, line 11: there is no placeholder called contact.nick',
    );
    expect(error.problems[0]?.line).toBe(11);
  });
});

describe('what comes from data', () => {
  const nasty = '<img src=x onerror=alert(1)> {{ business.person }} **bold** " \' &';

  it('is escaped in HTML, wherever it stands', () => {
    const view = sampleView();
    const { html } = renderMessage(
      template(
        '{{ customer.name }}\n\n{% lines %}\n\n{% pay %}\n\n{% signature %}',
        '{{ customer.name }}',
      ),
      {
        ...view,
        customer: { name: nasty },
        business: {
          ...view.business,
          name: nasty,
          person: nasty,
          howToPay: nasty,
          colour: '"><b>',
        },
        lines: view.lines.map((line) => ({
          ...line,
          number: nasty,
          description: nasty,
        })),
      },
    );
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<b>');
    expect(html).toContain(
      '&lt;img src=x onerror=alert(1)&gt; {{ business.person }} **bold** &quot;',
    );
  });

  it('cannot stand for a block, break a line or start a header', () => {
    const name = 'Evil\u0001lines\u0001\r\nBcc: everybody@example.com\u2028\u202E';
    const { subject, text } = renderMessage(
      template('{{ customer.name }}', 'To {{ customer.name }}'),
      sampleView({ customer: { name } }),
    );
    expect(subject).toBe('To Evil lines Bcc: everybody@example.com');
    expect(text).toBe('Evil lines Bcc: everybody@example.com\n');
  });

  it('is cut where a subject would grow without end', () => {
    expect([...safeSubject('é'.repeat(500))]).toHaveLength(120);
  });
});

describe('the sandbox', () => {
  const attempts: [what: string, body: string, says: RegExp][] = [
    ['raw', '{% raw %}x{% endraw %}', /no tag called raw/],
    ['unescaped output', '{{ customer.name | raw }}', /no filter called raw/],
    ['files', '{% include "/etc/passwd" %}', /no tag called include/],
    ['files by render', '{% render "/etc/passwd" %}', /no tag called render/],
    ['layouts', '{% layout "x" %}', /no tag called layout/],
    ['prototypes', '{{ customer.constructor }}', /no placeholder called customer.constructor/],
    ['prototypes of text', '{{ customer.name.__proto__ }}', /no placeholder/],
    ['whole objects', '{{ business }}', /not one value/],
    ['filters of the library', '{{ customer.name | json }}', /no filter called json/],
    ['endless loops', '{% for i in (1..100000000) %}x{% endfor %}', /limit exceeded/],
    [
      'loops in loops',
      '{% for i in (1..2000) %}{% for j in (1..2000) %}x{% endfor %}{% endfor %}',
      /limit|longer/,
    ],
    ['control characters', 'a\u0001lines\u0001', /control characters/],
    ['arguments for blocks', '{% lines all %}', /takes no arguments/],
    ['half a weight', 'a **b', /never closed/],
    ['endless sources', 'x'.repeat(30_000), /longer than/],
    ['open outputs', '{{ customer.name', /not closed/],
  ];
  it.each(attempts)('has no room for %s', (_what, body, says) => {
    const error = refusal(() => renderMessage(template(body), sampleView()));
    expect(error.code).toBe('bad-template');
    expect(error.message).toMatch(says);
  });

  it('lets an author write no markup of their own', () => {
    const { html, text } = renderMessage(template('<b>a</b> & **b**'), sampleView());
    expect(html).toContain('&lt;b&gt;a&lt;/b&gt; &amp; <strong>b</strong>');
    expect(text).toBe('<b>a</b> & b\n');
  });
});

describe('a message edited by hand', () => {
  const whole = template(
    'Dear {{ contact.called }},\n\nwords\n\n{% lines %}\n\n{% pay %}\n\n{% answers %}\n\n{% signature %}',
  );

  it('starts from the words and keeps the lists, the way to pay and the answers', () => {
    const view = sampleView();
    expect(editableWords(whole, view)).toEqual({
      subject: 'Invoice H-1052',
      text: 'Dear Sam,\n\nwords',
    });
    const sent = renderEdited(whole, view, {
      subject: 'About\nyesterday',
      text: 'Dear Sam,\n\nas said on the phone:\n{{ 1 }} <b>',
    });
    expect(sent.subject).toBe('About yesterday');
    expect(sent.text).toMatch(/^Dear Sam,\n\nas said on the phone:\n\{\{ 1 \}\} <b>\n\nDue now:/);
    expect(sent.text).toContain('/p/preview/not-me');
    expect(sent.html).toContain('as said on the phone:<br>{{ 1 }} &lt;b&gt;');
  });
});

describe('names and colours', () => {
  it.each([
    ['Sam Penrose', 'Sam'],
    ['Giulia De Marchi', 'Giulia'],
    ['Anne-Marie O’Neill', 'Anne-Marie'],
    ['Accounts Payable', null],
    ['S. Penrose', null],
    ['Penrose, Sam', null],
    ['Penrose Ltd', null],
    ['Sam', null],
    ['', null],
    ['Mrs Penrose', null],
  ])('the first name of %j is %j', (name, first) => {
    expect(firstNameIfSure(name)).toBe(first);
  });

  it.each(['#ffffff', '#ffee00', '#21584A', '#000000', '#777777', 'red'])(
    'a button in %s can be read',
    (colour) => {
      const palette = paletteOf(colour);
      expect(contrast(palette.colour, palette.onColour)).toBeGreaterThanOrEqual(4);
      expect(contrast(palette.heading, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    },
  );
});
