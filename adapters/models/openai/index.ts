export { createOpenAiModel, type OpenAiOptions } from './openai.ts';
