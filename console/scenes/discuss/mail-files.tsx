import type { MailJson } from '../../../server/discuss/mail/api.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './replies.module.css';

const SIZE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${SIZE.format(Math.max(0.1, bytes / 1024))} KB`
    : `${SIZE.format(bytes / 1024 / 1024)} MB`;
}

/** Files that came with a mail: each is saved, and none is opened here. */
export function MailFiles({ mail }: { mail: MailJson }) {
  const { slug } = useBusiness();
  if (mail.attachments.length === 0) return null;
  return (
    <ul className={classes.files} aria-label="Files that came with it">
      {mail.attachments.map((file) => (
        <li key={file.id}>
          {file.kept ? (
            <a href={`/api/v1/businesses/${slug}/attachments/${file.id}`} download={file.name}>
              {file.name}
            </a>
          ) : (
            file.name
          )}{' '}
          <span className="soft">
            {sizeText(file.sizeBytes)}
            {file.kept ? '' : ', too large to keep: the mailbox has it'}
          </span>
        </li>
      ))}
    </ul>
  );
}
