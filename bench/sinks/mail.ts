import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/**
 * A mail server in a process of its own that takes everything and keeps nothing: its own work must
 * not slow down what is measured. Says its port on standard output; ends with its standard input.
 */
const server = new SMTPServer({
  authOptional: true,
  hideSTARTTLS: true,
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, done) {
    stream.resume();
    stream.on('end', () => done());
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => {
  console.log((server.server.address() as AddressInfo).port);
});
process.stdin.resume();
process.stdin.on('end', () => server.close());
