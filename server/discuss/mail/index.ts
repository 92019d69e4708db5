export { confirmProposals, placeMail, setMailAside } from './confirm.ts';
export { businessFor } from './find-writer.ts';
export { listMail, mailById } from './queries.ts';
export { mailRoutes } from './routes.ts';
export { isSound, readProposals, type StoredProposal, storedProposal } from './stored-proposal.ts';
export { readingOf, type Taken, takeMail } from './take.ts';
