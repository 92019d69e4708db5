export { callTitle } from './call.ts';
export * from './choose.ts';
export { type Palette, paletteOf } from './colour.ts';
export {
  type Culture,
  type CultureProfile,
  channelFits,
  cultureOf,
  profileFor,
  type Season,
} from './culture.ts';
export { fontsOf } from './fonts.ts';
export { howToPayLines } from './letter.ts';
export { sayHeld, whenDue } from './lines.ts';
export * from './lint.ts';
export * from './lint-rendered.ts';
export { type LetterContent, type LetterPart, renderLetter } from './print.ts';
export {
  type Edited,
  editableWords,
  type Rendered,
  renderEdited,
  renderMessage,
  SUBJECT_LIMIT,
  safeSubject,
} from './render.ts';
export { sampleLine, sampleView } from './sample.ts';
export { sayDay } from './speech.ts';
export {
  type Channel,
  parseTemplate,
  parseTemplates,
  type Template,
  templateChannel,
} from './template.ts';
export { type TextLength, textLength } from './text-length.ts';
export * from './view.ts';
export {
  type Address,
  countPhrase,
  fill,
  isOffered,
  languageOf,
  localeFor,
  offeredLanguages,
  type PageWords,
  type Words,
  wordsFor,
  wordsOf,
} from './words/index.ts';
