import { ProblemError } from "../api/problem-error.js";
import { sentence } from "./problem-alert.js";

/** What is wrong with each field of a form, by its name: only those that the form has, since others have no place there. */
export function fieldErrors(error: Error | null, fields: readonly string[]): Record<string, string> {
  if (!(error instanceof ProblemError)) return {};
  const own = error.errors.flatMap(({ field, message }) => {
    const name = fields.find((candidate) => field === candidate || field.startsWith(`${candidate}[`));
    return name === undefined ? [] : [[name, sentence(message.charAt(0).toUpperCase() + message.slice(1))] as const];
  });
  return Object.fromEntries(own);
}

/** The problem that has no place beside a field of the form; null where all of it has. */
export function beyondFields(error: Error | null, fields: readonly string[]): Error | null {
  if (!(error instanceof ProblemError)) return error;
  const isAllBeside = error.errors.length > 0 && Object.keys(fieldErrors(error, fields)).length > 0;
  return isAllBeside ? null : error;
}
