/** A reply, and what is needed to read it. */
export interface ReplyQuestion {
  words: string;
  /** The day it was written, YYYY-MM-DD. */
  on: string;
  /** Numbers of the open invoices. */
  invoices: readonly string[];
  currencies: readonly string[];
}

/** A language model that reads replies which no rule understood. */
export interface ReplyModel {
  /**
   * What a reply may mean, as whatever JSON the model gave: nobody's word until it is parsed.
   * @throws ModelError when it cannot be asked, or gives no JSON
   */
  read(question: ReplyQuestion, stopping?: AbortSignal): Promise<unknown>;
}

/** Why a model gave no answer, in words. */
export class ModelError extends Error {
  override name = 'ModelError';
}
