import { texts } from "../texts/index.js";
import { type FieldProblem, ProblemError } from "./problem-error.js";

/** The problem that an answer without success tells; what is no problem document, as from a proxy, by its status. */
export async function readProblem(response: Response): Promise<ProblemError> {
  const retryAfter = seconds(response.headers.get("retry-after"));
  const sent = asRecord(await parse(response));
  return new ProblemError({
    code: text(sent["code"]) ?? `http-${response.status}`,
    status: response.status,
    title: text(sent["title"]) ?? texts.problems.unknown(response.status),
    detail: text(sent["detail"]) ?? texts.problems.tryAgain,
    errors: Array.isArray(sent["errors"]) ? sent["errors"].flatMap(fieldProblem) : [],
    retryAfter,
  });
}

/** The problem that nothing answered at all. */
export function unreachable(cause: unknown): ProblemError {
  const { unreachableTitle, unreachableDetail } = texts.problems;
  return new ProblemError(
    { code: "unreachable", status: 0, title: unreachableTitle, detail: unreachableDetail },
    { cause },
  );
}

async function parse(response: Response): Promise<unknown> {
  const body = await response.text();
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function fieldProblem(value: unknown): FieldProblem[] {
  const { field, message } = asRecord(value);
  return typeof field === "string" && typeof message === "string" ? [{ field, message }] : [];
}

function seconds(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header.trim()) ? Number(header) : undefined;
}
