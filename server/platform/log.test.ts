import { expect, test } from 'vitest';
import { makeLog } from './log.ts';

function logged(write: (log: ReturnType<typeof makeLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(makeLog('info', { write: (line) => lines.push(line) }));
  return JSON.parse(lines[0] ?? '{}');
}

test('a line is JSON with its time, and secrets do not stand in it', () => {
  const line = logged((log) =>
    log.info(
      { password: 'hunter2', user: { email: 'a@b.example', token: 'hunter2', id: 7 } },
      'signed in',
    ),
  );
  expect(line).toMatchObject({
    msg: 'signed in',
    password: '(hidden)',
    user: { email: '(hidden)', token: '(hidden)', id: 7 },
  });
  expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test("a database error's detail, which quotes rows, is left out", () => {
  const error = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(anna@example.com) already exists.',
  });
  const line = logged((log) => log.error({ err: error }, 'failed'));
  expect(line.err).toMatchObject({ message: 'duplicate key', code: '23505' });
  expect(JSON.stringify(line)).not.toContain('anna');
});
