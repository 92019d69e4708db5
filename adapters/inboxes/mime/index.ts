export { parseMail } from './parse.ts';
